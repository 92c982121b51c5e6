package io.vedette.local.servers;

import java.util.List;

/** Options for JVMs through which all samples pass. */
public final class HotCode {
    /** What runs a few thousand times while a server starts is not worth the slow compiler; what samples pass through is. */
    public static final List<String> OPTIONS = List.of(
            "-XX:Tier4InvocationThreshold=15000",
            "-XX:Tier4MinInvocationThreshold=2000",
            "-XX:Tier4CompileThreshold=45000",
            "-XX:Tier4BackEdgeThreshold=120000");

    private HotCode() {}
}
