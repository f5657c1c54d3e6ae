namespace CiWatch.Tests.Infrastructure;

/// <summary>
/// The ForceCommand that makes sshd answer as Gerrit does. Its error texts and exit statuses are those recorded
/// from Gerrit 3.2 to 3.13. A stream starts at the end of what was emitted when it opened: earlier events are lost to it.
/// A query prints the file "query" of the folder (nothing found, where there is none), or fails with the text of "query.fail"; its
/// command line is a line of "queries".
/// </summary>
internal static class SshdScript
{
    public static string For(string folder) => $$"""
        #!/bin/sh
        cd '{{folder}}' || exit 9
        say() { echo "$*" > told; }
        fail() { echo "$2" >&2; exit "$1"; }
        refused() { say command "$1"; touch "asked.$PPID"; }
        case "$SSH_ORIGINAL_COMMAND" in
          'gerrit version')
            # On one connection a stream that is to be refused comes first, however busy the machine.
            until [ "$(cat mode)" = Streaming ] || [ -e "asked.$PPID" ] || ! kill -0 $PPID; do sleep 0.05; done
            say command version
            echo 'gerrit version 3.10.2' ;;
          'gerrit stream-events')
            case "$(cat mode)" in
              CapabilityMissing) refused refused; fail 1 'stream events not permitted' ;;
              UnknownCommand) refused unknown; fail 1 'fatal: gerrit: stream-events: not found' ;;
              CleanEnd) refused clean; exit 0 ;;
              KilledBySignal) refused killed; kill -KILL $$ ;;
              OddError) refused odd; fail 3 'fatal: the index is being rebuilt' ;;
            esac
            at=$(stat -c %s events)
            touch "asked.$PPID"
            tail --pid=$PPID -c "+$((at + 1))" -f events &
            say stream $$ $!
            wait $!
            exit 0 ;;
          gerrit\ query\ *)
            echo "$SSH_ORIGINAL_COMMAND" >> queries
            say command query
            if [ -e query.fail ]; then fail 1 "$(cat query.fail)"; fi
            if [ -e query.sh ]; then exec /bin/sh ./query.sh "$SSH_ORIGINAL_COMMAND"; fi
            if [ -e query ]; then cat query; else echo '{"type":"stats","rowCount":0,"runTimeMilliseconds":1,"moreChanges":false}'; fi ;;
          gerrit\ *) fail 1 "fatal: gerrit: ${SSH_ORIGINAL_COMMAND#gerrit }: not found" ;;
          *) fail 127 'Welcome to Gerrit Code Review. Unfortunately, interactive shells are disabled.' ;;
        esac

        """.ReplaceLineEndings("\n");
}
