/**
 * Metrics of a host that never was: a function of host, metric and step alone, on the lively side. 8 CPUs in four parts with one decimal; load with two;
 * 10 gauges of memory in pages; 4 disks and 3 interfaces of 6 counters; 3 file systems; 4 counts of processes.
 */
final class HostMetrics {
    static final int METRICS = 100;

    private final double[] level = new double[8];
    private final long[] v = new long[METRICS];
    private long random;
    private double load;
    private double bits;

    HostMetrics(int host) {
        random = 0x9E3779B97F4A7C15L * (host + 1);
        for (int i = 0; i < 8; i++) {
            next();
        }
        for (int i = 0; i < 8; i++) {
            level[i] = 30 + upTo(400);
        }
        load = upTo(400);
        long total = (long) (16 << upTo(4)) << 30;
        v[35] = total;
        v[36] = total / 4;
        v[39] = 200L << 20;
        v[40] = total / 3;
        v[41] = 300L << 20;
        v[42] = 1 << 20;
        v[43] = 8L << 30;
        for (int i = 45; i < 87; i++) {
            v[i] = upTo(1_000_000) * 4096L;
        }
        for (int i = 0; i < 3; i++) {
            v[87 + 3 * i] = upTo(1_000_000) * 8192L;
            v[88 + 3 * i] = upTo(9_000_000) * 8192L;
            v[89 + 3 * i] = upTo(2_000_000);
        }
        v[96] = 2;
        v[98] = 180 + upTo(200);
        v[99] = 600 + upTo(2000);
    }

    /** As a broker would send it. */
    double value(int metric) {
        return metric < 32 ? v[metric] / 10.0 : metric < 35 ? v[metric] / 100.0 : v[metric];
    }

    /** What chance has put into the values so far: no codec that loses nothing writes them in fewer bits. */
    double bits() {
        return bits;
    }

    void step() {
        int busy = cpus();
        load += (busy / 10.0 - load) * 0.15;
        v[32] = (long) load + upTo(5);
        v[33] = (v[33] * 9 + v[32]) / 10;
        v[34] = (v[34] * 29 + v[32]) / 30;
        memory();
        disks();
        interfaces();
        fileSystems();
        v[96] = 1 + upTo(6);
        v[97] = upTo(20) != 0 ? 0 : upTo(3);
        v[98] = Math.max(100, v[98] + upTo(5) - 2);
        v[99] = Math.max(300, v[99] + upTo(21) - 10);
    }

    private int cpus() {
        int busy = 0;
        for (int c = 0; c < 8; c++) {
            level[c] += upTo(21) - 10 + (200 - level[c]) * 0.01;
            if (upTo(200) == 0) {
                level[c] = upTo(900);
            }
            level[c] = Math.min(900, Math.max(5, level[c]));
            int user = (int) level[c] + upTo(9);
            int system = (int) (level[c] / 5) + upTo(5);
            int wait = upTo(4) != 0 ? 0 : upTo(12);
            if (user + system + wait > 1000) {
                user = 1000 - system - wait;
            }
            v[4 * c] = user;
            v[4 * c + 1] = system;
            v[4 * c + 2] = wait;
            v[4 * c + 3] = 1000 - user - system - wait;
            busy += user + system;
        }
        return busy;
    }

    private void memory() {
        v[36] += (upTo(2001) - 1000) * 4096L;
        v[36] = Math.min(v[35] / 2, Math.max(v[35] / 8, v[36]));
        if (upTo(3) == 0) {
            v[39] += upTo(16) * 4096L;
        }
        v[40] += (upTo(401) - 190) * 4096L;
        if (v[40] > v[35] * 2 / 5) {
            v[40] = v[35] / 4;
        }
        v[41] += (upTo(21) - 10) * 4096L;
        v[42] = upTo(2000) * 4096L;
        v[37] = v[35] - v[36] - v[39] - v[40] - v[41];
        v[38] = v[37] + v[40] * 9 / 10;
    }

    private void disks() {
        for (int d = 0; d < 4; d++) {
            int q = 45 + 6 * d;
            int reads = d == 3 ? 0 : upTo(200 >> d);
            int writes = d == 3 && upTo(6) != 0 ? 0 : upTo(600 >> d);
            v[q] += reads;
            v[q + 1] += writes;
            v[q + 2] += reads * 4096L * (1 + upTo(8));
            v[q + 3] += writes * 4096L * (1 + upTo(4));
            v[q + 4] += (reads + writes) / 2 + (reads + writes != 0 ? upTo(40) : 0);
            v[q + 5] += reads + writes + (reads + writes != 0 ? upTo(90) : 0);
        }
    }

    private void interfaces() {
        for (int n = 0; n < 3; n++) {
            int q = 69 + 6 * n;
            int received = upTo(n == 1 ? 40 : 5000);
            int sent = received * 3 / 4 + upTo(50);
            v[q + 2] += received;
            v[q + 3] += sent;
            v[q] += (long) received * (90 + upTo(900));
            v[q + 1] += (long) sent * (90 + upTo(700));
            if (upTo(1000) == 0) {
                v[q + 4]++;
            }
            if (upTo(5000) == 0) {
                v[q + 5]++;
            }
        }
    }

    private void fileSystems() {
        for (int f = 0; f < 3; f++) {
            int q = 87 + 3 * f;
            long grown = upTo(f == 2 ? 1 : 4) != 0 ? 0 : (upTo(64) - 24) * 8192L;
            if (f == 2) {
                grown = upTo(300) * 4096L;
            }
            v[q] += grown;
            v[q + 1] -= grown;
            if (grown != 0) {
                v[q + 2] += upTo(5) - 2;
            }
        }
    }

    private long next() {
        random ^= random << 13;
        random ^= random >>> 7;
        random ^= random << 17;
        return random * 0x2545F4914F6CDD1DL >>> 20;
    }

    private int upTo(int end) {
        bits += Math.log(end) / Math.log(2);
        return (int) (next() % end);
    }
}
