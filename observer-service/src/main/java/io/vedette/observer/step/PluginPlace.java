package io.vedette.observer.step;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a plugin stands when its configuration is read.
 *
 * @param name of the plugin
 * @param home its folder, where its executables are started
 * @param dataIn what relative directories are relative to
 * @param environment what its executables may see of the observer's own
 */
public record PluginPlace(String name, Path home, Path dataIn, Map<String, String> environment) {

    /** The environment without what is the observer's own business, its passwords above all. */
    public static Map<String, String> harmless(Map<String, String> environment) {
        var harmless = new TreeMap<>(environment);
        harmless.keySet().removeIf(name -> name.startsWith("SPRING_") || name.startsWith("VEDETTE_"));
        return harmless;
    }

    /** What {@code {{NAME}}} stands for. */
    Map<String, String> variables() {
        int cores = Runtime.getRuntime().availableProcessors();
        var variables = new TreeMap<>(environment);
        variables.put("MFDATA_CURRENT_PLUGIN_NAME", name);
        variables.put("MFDATA_CURRENT_PLUGIN_DIR", home.toString());
        variables.put("MFDATA_DATA_IN_DIR", dataIn.toString());
        variables.put("MFHARDWARE_NUMBER_OF_CPU_CORES", Integer.toString(cores));
        variables.put("MFHARDWARE_NUMBER_OF_CPU_CORES_DIV_2", Integer.toString(Math.max(1, cores / 2)));
        return variables;
    }
}
