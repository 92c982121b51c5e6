# usage: guard.sh SIGNAL TENTHS COMMAND...
# Becomes COMMAND, in a process group of its own. A watcher beside it waits until the pipe on its standard input closes, then sends SIGNAL,
# waits as many tenths of a second as it was told, and kills whatever the group still holds.
signal=$1 grace=$2 child=$$
shift 2
exec 3<&0
(
    trap '' HUP INT TERM
    read -r _
    kill -s "$signal" "$child"
    while [ "$grace" -gt 0 ] && kill -0 "$child"; do
        sleep 0.1
        grace=$((grace - 1))
    done
    kill -s KILL -- "-$child"
) <&3 3<&- >/dev/null 2>&1 &
exec "$@" </dev/null 3<&-
