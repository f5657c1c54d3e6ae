namespace CiWatch.Ingest.Votes.Comments;

/// <summary>
/// A comment's own lines: without line ends (LF or CRLF), without Gerrit's header and counts of inline comments, without quoted
/// lines, without quoted logs between &lt;&lt;&lt; and &gt;&gt;&gt;. A view over the text: it copies nothing, and walking it is linear.
/// </summary>
internal readonly ref struct CommentText(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;

    public Enumerator GetEnumerator() => new(_text);

    /// <summary>Walks the lines.</summary>
    internal ref struct Enumerator(ReadOnlySpan<char> text)
    {
        private ReadOnlySpan<char> _rest = text;
        private ReadOnlySpan<char> _current;
        private bool _copiedVotes;
        private bool _noMoreLogs;

        public readonly ReadOnlySpan<char> Current => _current;

        public bool MoveNext()
        {
            while (!_rest.IsEmpty)
            {
                var line = Next();
                var trimmed = Spans.TrimStart(line);
                if (trimmed.IsEmpty) _copiedVotes = false;
                else if (trimmed[0] is '>' || IsCount(trimmed)) continue;
                else if (_copiedVotes && trimmed[0] is '*') continue;
                else if (line[0] == 'P' && CommentHeader.TryRead(line, out var header))
                {
                    if (header.Rest.IsEmpty) continue;
                    line = header.Rest;
                }
                else if (line.StartsWith("Copied votes on follow-up patch sets"))
                {
                    _copiedVotes = true;
                    continue;
                }
                _current = OpensLog(line) ? SkipLog(line) : line;
                return true;
            }
            _current = default;
            return false;
        }

        private ReadOnlySpan<char> Next()
        {
            var end = _rest.IndexOf('\n');
            var line = end < 0 ? _rest : _rest[..end];
            _rest = end < 0 ? [] : _rest[(end + 1)..];
            return line is [.., '\r'] ? line[..^1] : line;
        }

        private static bool OpensLog(ReadOnlySpan<char> line) => line.TrimEnd().EndsWith("<<<");

        // An opening mark without a closing one is text. That there is none is found out once, not once a line.
        private ReadOnlySpan<char> SkipLog(ReadOnlySpan<char> line)
        {
            var close = _noMoreLogs ? -1 : _rest.IndexOf(">>>");
            _noMoreLogs = close < 0;
            if (close < 0) return line;
            _rest = _rest[(close + 3)..];
            return line.TrimEnd()[..^3].TrimEnd();
        }

        /// <summary>"(1 comment)", "(12 comments)", "(2 inline comments)".</summary>
        private static bool IsCount(ReadOnlySpan<char> line)
        {
            line = line.TrimEnd();
            if (line is not ['(', >= '0' and <= '9', .., ')']) return false;
            var words = line[1..^1].TrimStart("0123456789");
            return words is " comment" or " comments" or " inline comment" or " inline comments";
        }
    }
}
