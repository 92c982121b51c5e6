package io.vedette.stratcon.chunk;

/** How a run of unsigned numbers is written; each is the smallest for some. */
enum Packed {
    /** A number and how often it stands there, for what is regular. */
    RUNS(0) {
        @Override
        long cost(long[] numbers, int count) {
            long bytes = 0;
            for (int at = 0; at < count; ) {
                int end = endOfRun(numbers, at, count);
                bytes += sizeOf(numbers[at]) + sizeOf(end - at);
                at = end;
            }
            return bytes * 8;
        }

        @Override
        void write(ByteOut out, long[] numbers) {
            for (int at = 0; at < numbers.length; ) {
                int end = endOfRun(numbers, at, numbers.length);
                out.varint(numbers[at]);
                out.varint(end - at);
                at = end;
            }
        }

        @Override
        void read(ByteIn in, long[] to, int from) {
            for (int at = from; at < to.length; ) {
                long number = in.varint();
                int end = at + in.count(to.length - at);
                if (end == at) {
                    throw new DamagedChunkException("a run of nothing");
                }
                java.util.Arrays.fill(to, at, end, number);
                at = end;
            }
        }
    },
    /** For noise that is mostly small. */
    RICE(1) {
        @Override
        long cost(long[] numbers, int count) {
            return Rice.cost(numbers, count);
        }

        @Override
        void write(ByteOut out, long[] numbers) {
            Rice.write(out, numbers);
        }

        @Override
        void read(ByteIn in, long[] to, int from) {
            Rice.read(in, to, from);
        }
    },
    /** The same width for all, for noise that is even. */
    FIXED(2) {
        @Override
        long cost(long[] numbers, int count) {
            return 8 + (long) count * width(numbers, count);
        }

        @Override
        void write(ByteOut out, long[] numbers) {
            int width = width(numbers, numbers.length);
            out.u8(width);
            for (long number : numbers) {
                Rice.lowBits(out, number, width);
            }
            out.flushBits();
        }

        @Override
        void read(ByteIn in, long[] to, int from) {
            int width = Rice.width(in.u8());
            long bit = in.bit();
            for (int i = from; i < to.length; i++) {
                to[i] = in.bits(bit, width);
                bit += width;
            }
            in.endBits(bit);
        }
    },
    /** For what repeats itself. Tried only where the others need much. */
    ZSTD(3) {
        @Override
        long cost(long[] numbers, int count) {
            return Long.MAX_VALUE;
        }

        @Override
        void write(ByteOut out, long[] numbers) {
            byte[] plain = varints(numbers);
            byte[] compressed = Compression.of(plain);
            out.varint(plain.length);
            out.varint(compressed.length);
            out.raw(compressed, compressed.length);
        }

        @Override
        void read(ByteIn in, long[] to, int from) {
            int most = 10 * (to.length - from);
            int plainSize = in.count(most);
            byte[] plain = Decompression.of(in.raw(in.count(most + 64)), plainSize);
            ByteIn numbers = new ByteIn(plain, 0, plain.length);
            for (int i = from; i < to.length; i++) {
                to[i] = numbers.varint();
            }
        }
    };

    private final int code;

    Packed(int code) {
        this.code = code;
    }

    /** As a chunk names it. */
    int code() {
        return code;
    }

    static Packed ofCode(int code) {
        return switch (code) {
            case 0 -> RUNS;
            case 1 -> RICE;
            case 2 -> FIXED;
            case 3 -> ZSTD;
            default -> throw new DamagedChunkException("numbers packed in way " + code);
        };
    }

    /** Bits that the first of the numbers take, without what the end of a byte wastes. */
    abstract long cost(long[] numbers, int count);

    abstract void write(ByteOut out, long[] numbers);

    /** Fills an array from an index on. */
    abstract void read(ByteIn in, long[] to, int from);

    private static int endOfRun(long[] numbers, int from, int until) {
        int end = from + 1;
        while (end < until && numbers[end] == numbers[from]) {
            end++;
        }
        return end;
    }

    private static int sizeOf(long number) {
        return Math.max(1, (70 - Long.numberOfLeadingZeros(number)) / 7);
    }

    private static int width(long[] numbers, int count) {
        long all = 0;
        for (int i = 0; i < count; i++) {
            all |= numbers[i];
        }
        return 64 - Long.numberOfLeadingZeros(all);
    }

    private static byte[] varints(long[] numbers) {
        ByteOut plain = new ByteOut();
        for (long number : numbers) {
            plain.varint(number);
        }
        return plain.toBytes();
    }
}
