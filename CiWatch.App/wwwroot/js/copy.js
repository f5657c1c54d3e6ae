/** Puts a text on the clipboard; false where the browser refuses. Ask within a gesture of the reader. */
export async function put(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Pages without TLS have no such clipboard: the old way, which puts the focus back where it was.
    const area = document.createElement('textarea'), focused = document.activeElement;
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    focused?.focus?.({ preventScroll: true });
    return done;
  }
}
