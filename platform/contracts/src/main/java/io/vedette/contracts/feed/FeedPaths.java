package io.vedette.contracts.feed;

/**
 * The doors of a broker's feed, all on the mTLS port, all dialled by the stratcon.
 *
 * <pre>
 * POST /feed/sessions?lane=durable|live&amp;subscriber=NAME       opens a lane: {"session":N,"journal":"UUID","begin":N,"end":N,"checkpoint":N}
 * GET  /feed/durable?session=N&amp;journal=UUID&amp;offset=N           frames from that offset, for ever; 409 for another journal or an older session
 * GET  /feed/live?session=N[&amp;journal=UUID&amp;offset=N]            frames from there, or from 10 s back, whichever is newer
 * POST /feed/checkpoints?session=N&amp;journal=UUID&amp;offset=N       everything before offset is stored: 204; 409 for an older session
 * PUT  /feed/revocations       body: certificates honoured no more, as {@link io.vedette.contracts.revocation.RevocationList}; 204, 400 when unreadable, 403 when not the authority's
 * GET  /feed/clock                                            {"now":epoch ms}
 * POST /checks/begin?webdb=ID&amp;seq=N   what is handed over now comes from this Web DB, whose highest seq is N: 204; 409 other-web-db, older-configuration
 * PUT  /checks/set/UUID        body: a Check as JSON; 200 {"seq":N}, 409 when the broker holds a higher seq
 * DELETE /checks/delete/UUID?seq=N      204; 409 when the broker holds a higher seq
 * GET  /checks/show            [{"uuid":…,"seq":N,"deleted":bool,…}]
 * GET  /checks/show/UUID       the same with what the last run saw
 * POST /checks/test            body: a Check as JSON; runs it once: {"state":…,"metrics":…,"filtered":[…]}
 * PUT  /checks/live/UUID?periodMs=N&amp;leaseMs=N      runs it at this period too, as live-only batches, until the lease is over: {"live":bool}
 * </pre>
 *
 * A newer session of the same lane and subscriber ends the older one's feed; what the older one still asks is 409.
 */
public final class FeedPaths {
    public static final int MTLS_PORT = 43191;
    public static final int PLAIN_PORT = 43190;

    public static final String SESSIONS = "/feed/sessions";
    public static final String DURABLE = "/feed/durable";
    public static final String LIVE = "/feed/live";
    public static final String CHECKPOINTS = "/feed/checkpoints";
    public static final String REVOCATIONS = "/feed/revocations";
    public static final String CLOCK = "/feed/clock";
    public static final String CHECKS_BEGIN = "/checks/begin";
    public static final String CHECKS_SET = "/checks/set/";
    public static final String CHECKS_DELETE = "/checks/delete/";
    public static final String CHECKS_SHOW = "/checks/show";
    public static final String CHECKS_TEST = "/checks/test";
    public static final String CHECKS_LIVE = "/checks/live/";

    /** Content type of the lanes. */
    public static final String FRAMES = "application/vnd.vedette.frames";

    /** The subscriber under which stratcons draw for the rollup store, whoever of them owns the broker. */
    public static final String STORE_SUBSCRIBER = "store";

    private FeedPaths() {}
}
