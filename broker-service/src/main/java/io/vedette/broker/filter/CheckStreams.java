package io.vedette.broker.filter;

import io.vedette.contracts.proto.config.Check;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The streams of one version of a check: those that came in go on, new ones are asked for by its rules and counted against its limit. */
public final class CheckStreams {
    /** Why a sample stays out. */
    public static final String FILTERED = "filtered";

    public static final String METRIC_LIMIT = "metric_limit";

    public static final String ACCOUNT_LIMIT = "account_limit";

    private static final int MOST_REMEMBERED = 100_000;
    private static final int MOST_LISTED = 1_000;

    private static final AtomicLong COUNT = new AtomicLong();

    private final long number = COUNT.getAndIncrement();
    private final Check check;
    private final long generation;
    private final List<Filterset> filtersets;
    private final NameFile file;
    private final long limit;
    private final AccountStreams account;
    private final long accountLimit;
    private final boolean isCounted;
    private final boolean isOpen;
    /** All below is guarded by this. */
    private final Set<String> known = new HashSet<>();

    private final Set<String> filtered = new HashSet<>();
    private final Set<String> pastLimitNames = new LinkedHashSet<>();
    private long pastLimit;

    CheckStreams(
            Check check,
            long generation,
            List<Filterset> filtersets,
            NameFile file,
            AccountStreams account,
            @Nullable CheckStreams before) {
        this.check = check;
        this.generation = generation;
        this.filtersets = filtersets;
        this.file = file;
        this.account = account;
        limit = Math.max(0, check.getMetricLimit());
        accountLimit = check.getAccountStreams();
        isCounted = limit > 0 || accountLimit > 0;
        isOpen = !isCounted && filtersets.isEmpty();
        if (isCounted) {
            Set<String> earlier = before != null && before.isCounted ? before.names() : file.load();
            earlier.stream().filter(this::isAllowed).forEach(known::add);
            account.add(known.size());
        }
        if (before != null) {
            before.leaveAccount();
        }
    }

    /** Its streams are those of a later version of the check now, or of none. */
    synchronized void leaveAccount() {
        account.add(isCounted ? -known.size() : 0);
    }

    /** No other set of streams has it: a stream that this set let in goes on for as long as the set does. */
    public long number() {
        return number;
    }

    boolean isOf(Check other, long otherGeneration) {
        return check.equals(other) && generation == otherGeneration;
    }

    /** Why a sample of this stream stays out; empty when it comes in. A new stream is then known. */
    public String refusal(String name) {
        if (isOpen) {
            return "";
        }
        synchronized (this) {
            String reason = judged(name);
            if (!reason.isEmpty() || known.contains(name)) {
                return reason;
            }
            if (isCounted || known.size() < MOST_REMEMBERED) {
                known.add(name);
            }
        }
        if (isCounted) {
            file.add(name);
        }
        return "";
    }

    /** The same without a trace, for what is only shown. */
    public boolean wouldAdmit(String name) {
        if (isOpen) {
            return true;
        }
        synchronized (this) {
            return known.contains(name)
                    || ((limit == 0 || known.size() < limit) && account.hasPlace(accountLimit) && isAllowed(name));
        }
    }

    private String judged(String name) {
        if (known.contains(name)) {
            return "";
        }
        if (filtered.contains(name)) {
            return FILTERED;
        }
        if (!isAllowed(name)) {
            if (filtered.size() < MOST_REMEMBERED) {
                filtered.add(name);
            }
            return FILTERED;
        }
        if (limit > 0 && known.size() >= limit) {
            return pastLimit(name, METRIC_LIMIT);
        }
        return isCounted && !account.isTaken(accountLimit) ? pastLimit(name, ACCOUNT_LIMIT) : "";
    }

    private String pastLimit(String name, String reason) {
        pastLimit++;
        if (pastLimitNames.size() < MOST_LISTED) {
            pastLimitNames.add(name);
        }
        return reason;
    }

    private boolean isAllowed(String name) {
        if (filtersets.isEmpty()) {
            return true;
        }
        Subject subject = Subject.of(check, name);
        return filtersets.stream().allMatch(set -> set.admits(subject));
    }

    synchronized StreamCount count() {
        return new StreamCount(known.size(), limit, pastLimit, List.copyOf(pastLimitNames));
    }

    private synchronized Set<String> names() {
        return Set.copyOf(known);
    }
}
