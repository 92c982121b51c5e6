package io.vedette.broker.check;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The kernel's unprivileged ICMP socket of one family, on Linux: it numbers our requests, and hands us only the answers to them. Sending never waits; a
 * thread of its own reads answers and knows each by eight random bytes that came with its request.
 */
final class IcmpSocket implements AutoCloseable {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout ERRNO = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO_VALUE = ERRNO.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final MethodHandle SOCKET =
            handle("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle SEND_TO = handle(
            "sendto", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle RECEIVE =
            handle("recv", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    private static final MethodHandle SET_OPTION =
            handle("setsockopt", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle CLOSE = handle("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    private static final int DATAGRAM = 2;
    private static final int DO_NOT_WAIT = 0x40;
    private static final int SOCKET_LEVEL = 1;
    private static final int RECEIVE_TIMEOUT = 20;
    private static final int HEADER = 8;
    private static final int LENGTH = HEADER + 8 + 40;

    /** Of addresses, as Linux numbers things. */
    enum Family {
        FOUR(2, 1, 8, 0, 16),
        SIX(10, 58, 128, 129, 28);

        private final int number;
        private final int protocol;
        private final int request;
        private final int answer;
        private final int addressLength;

        Family(int number, int protocol, int request, int answer, int addressLength) {
            this.number = number;
            this.protocol = protocol;
            this.request = request;
            this.answer = answer;
            this.addressLength = addressLength;
        }
    }

    private record Waiting(long sentNanos, CompletableFuture<Double> answer) {}

    private final Family family;
    private final int socket;
    private final AtomicInteger sequence = new AtomicInteger();
    private final Map<Long, Waiting> waiting = new ConcurrentHashMap<>();
    private final Thread reader;
    private volatile boolean open = true;

    private IcmpSocket(Family family, int socket) {
        this.family = family;
        this.socket = socket;
        reader = Thread.ofPlatform().name("icmp-" + family).daemon().unstarted(this::read);
    }

    /**
     * @throws IOException when the kernel forbids it
     * @throws UnsupportedOperationException on another system than Linux
     */
    static IcmpSocket open(Family family) throws IOException {
        if (!System.getProperty("os.name").equals("Linux")) {
            throw new UnsupportedOperationException("not on " + System.getProperty("os.name"));
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(ERRNO);
            int socket = (int) SOCKET.invokeExact(errno, family.number, DATAGRAM, family.protocol);
            if (socket < 0) {
                throw new IOException("errno " + (int) ERRNO_VALUE.get(errno, 0L));
            }
            // One second: how long a stop may take.
            MemorySegment second = arena.allocateFrom(JAVA_LONG, 1L, 0L);
            int set = (int) SET_OPTION.invokeExact(
                    errno, socket, SOCKET_LEVEL, RECEIVE_TIMEOUT, second, (int) second.byteSize());
            IcmpSocket opened = new IcmpSocket(family, socket);
            if (set != 0) {
                throw new IOException("errno " + (int) ERRNO_VALUE.get(errno, 0L));
            }
            opened.reader.start();
            return opened;
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    CompletableFuture<Double> send(InetAddress target) throws IOException {
        long cookie = ThreadLocalRandom.current().nextLong();
        Waiting request = new Waiting(System.nanoTime(), new CompletableFuture<>());
        waiting.put(cookie, request);
        var _ = request.answer().whenComplete((trip, failure) -> waiting.remove(cookie));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(ERRNO);
            MemorySegment packet = arena.allocate(LENGTH);
            packet.asByteBuffer()
                    .order(ByteOrder.BIG_ENDIAN)
                    .put(0, (byte) family.request)
                    .putShort(6, (short) sequence.incrementAndGet())
                    .putLong(HEADER, cookie);
            checksum(packet.asByteBuffer());
            MemorySegment address = address(arena, target);
            long sent = (long) SEND_TO.invokeExact(
                    errno, socket, packet, (long) LENGTH, DO_NOT_WAIT, address, (int) address.byteSize());
            if (sent < 0) {
                request.answer().cancel(false);
                throw new IOException("echo request not sent, errno " + (int) ERRNO_VALUE.get(errno, 0L));
            }
            return request.answer();
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** The kernel makes it for IPv6, and again for IPv4. */
    private static void checksum(ByteBuffer packet) {
        int sum = 0;
        for (int i = 0; i < LENGTH; i += 2) {
            sum += packet.order(ByteOrder.BIG_ENDIAN).getShort(i) & 0xffff;
        }
        sum = (sum >>> 16) + (sum & 0xffff);
        packet.putShort(2, (short) ~(sum + (sum >>> 16)));
    }

    private MemorySegment address(Arena arena, InetAddress target) {
        MemorySegment address = arena.allocate(family.addressLength);
        address.set(ValueLayout.JAVA_SHORT, 0, (short) family.number);
        byte[] bytes = target.getAddress();
        MemorySegment.copy(bytes, 0, address, ValueLayout.JAVA_BYTE, family == Family.FOUR ? 4 : 8, bytes.length);
        if (target instanceof java.net.Inet6Address six) {
            address.set(JAVA_INT, 24, six.getScopeId());
        }
        return address;
    }

    private void read() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(ERRNO);
            MemorySegment packet = arena.allocate(LENGTH);
            ByteBuffer bytes = packet.asByteBuffer().order(ByteOrder.BIG_ENDIAN);
            while (open) {
                long length = (long) RECEIVE.invokeExact(errno, socket, packet, (long) LENGTH, 0);
                if (length >= HEADER + Long.BYTES && (bytes.get(0) & 0xff) == family.answer) {
                    Waiting request = waiting.get(bytes.getLong(HEADER));
                    if (request != null) {
                        request.answer().complete((System.nanoTime() - request.sentNanos()) / 1e9);
                    }
                }
            }
            int closed = (int) CLOSE.invokeExact(errno, socket);
            assert closed == 0;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        open = false;
    }

    @SuppressWarnings("restricted") // the launcher and the chart enable native access
    private static MethodHandle handle(String name, FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name), descriptor, Linker.Option.captureCallState("errno"));
    }
}
