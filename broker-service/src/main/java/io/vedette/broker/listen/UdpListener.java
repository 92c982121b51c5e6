package io.vedette.broker.listen;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.channel.unix.UnixChannelOption;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * UDP ports. On Linux many datagrams are read at once, several sockets may share a port, each with a thread of its own, and a receive buffer is asked for past the
 * system's limit where that is allowed; a smaller one is told.
 */
public final class UdpListener implements DemandedPort.Open {
    private static final Logger log = LoggerFactory.getLogger(UdpListener.class);
    private static final int LARGEST_DATAGRAM = 65_507;
    private static final int DATAGRAMS_A_READ = 32;

    private static final int RECEIVE_BUFFER = 4 << 20;
    private static final int MOST_SENDERS = 1000;
    private static final int SOL_SOCKET = 1;
    private static final IntegerUnixChannelOption FORCED_BUFFER =
            new IntegerUnixChannelOption("SO_RCVBUFFORCE", SOL_SOCKET, 33);

    private final boolean epoll = Epoll.isAvailable();
    private final int receivers;
    private final int receiveBuffer;
    private final EventLoopGroup group;
    private final Supplier<BiConsumer<String, ByteBuf>> takers;
    private final List<Channel> channels = new ArrayList<>();
    private final List<ReceiveRoom> rooms = new ArrayList<>();

    /**
     * @param name of the thread
     * @param taker given the sender's address and each datagram, the bytes its own only until it returns
     */
    public UdpListener(String name, BiConsumer<String, ByteBuf> taker) {
        this(name, 1, RECEIVE_BUFFER, () -> taker);
    }

    /**
     * @param receivers sockets that share each port
     * @param receiveBuffer of each, in bytes
     * @param takers makes a taker for each socket, which only its thread calls
     */
    public UdpListener(String name, int receivers, int receiveBuffer, Supplier<BiConsumer<String, ByteBuf>> takers) {
        this.takers = takers;
        this.receivers = epoll ? receivers : 1;
        this.receiveBuffer = receiveBuffer;
        group = new MultiThreadIoEventLoopGroup(
                this.receivers,
                Thread.ofPlatform().name(name).daemon().factory(),
                epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    }

    /** Tells what the kernel dropped for want of room, as {@code vedette_broker_datagrams_lost_total}. */
    public static <T> void count(MeterRegistry meters, String protocol, T owner, ToDoubleFunction<T> lost) {
        FunctionCounter.builder("vedette.broker.datagrams.lost", owner, lost)
                .description("Datagrams the kernel dropped since the port was opened")
                .tag("protocol", protocol)
                .register(meters);
    }

    /** Listens there; throws when the port is taken. */
    public void bind(List<String> addresses, int port) {
        for (String address : addresses) {
            int bound = port;
            for (int i = 0; i < receivers; i++) {
                Channel channel = bootstrap()
                        .bind(new InetSocketAddress(address, bound))
                        .syncUninterruptibly()
                        .channel();
                channels.add(channel);
                bound = ((InetSocketAddress) channel.localAddress()).getPort();
                enlarge(channel);
            }
        }
    }

    private Bootstrap bootstrap() {
        Bootstrap bootstrap = new Bootstrap()
                .group(group)
                .channel(epoll ? EpollDatagramChannel.class : NioDatagramChannel.class)
                .option(ChannelOption.SO_RCVBUF, receiveBuffer)
                .handler(new Datagrams(takers.get()));
        if (epoll) {
            bootstrap
                    .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, LARGEST_DATAGRAM)
                    .option(UnixChannelOption.SO_REUSEPORT, receivers > 1);
        }
        ReceiveRoom room = new ReceiveRoom((epoll ? DATAGRAMS_A_READ : 1) * LARGEST_DATAGRAM);
        rooms.add(room);
        return bootstrap.option(ChannelOption.RECVBUF_ALLOCATOR, room);
    }

    /** The kernel gives no more than its limit, and tells twice what it gave. */
    private void enlarge(Channel channel) {
        int given = given(channel);
        if (epoll && given < receiveBuffer) {
            try {
                channel.config().setOption(FORCED_BUFFER, receiveBuffer);
                given = given(channel);
            } catch (ChannelException e) {
                log.debug("the receive buffer cannot be forced", e);
            }
        }
        if (given < receiveBuffer) {
            log.atWarn()
                    .addKeyValue("asked", receiveBuffer)
                    .addKeyValue("given", given)
                    .addKeyValue("address", channel.localAddress())
                    .log("the receive buffer is smaller than asked for; raise net.core.rmem_max");
        }
    }

    private int given(Channel channel) {
        int told = channel.config().getOption(ChannelOption.SO_RCVBUF);
        return epoll ? told / 2 : told;
    }

    @Override
    public int port() {
        return ((InetSocketAddress) channels.getFirst().localAddress()).getPort();
    }

    /** Datagrams the kernel dropped since it was opened; 0 where it does not tell. */
    public long lost() {
        return channels.isEmpty() ? 0 : KernelDrops.of(port());
    }

    @Override
    public void close() {
        channels.forEach(channel -> channel.close().syncUninterruptibly());
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
        rooms.forEach(ReceiveRoom::release);
    }

    private static final class Datagrams extends SimpleChannelInboundHandler<DatagramPacket> {
        private final BiConsumer<String, ByteBuf> taker;
        /** An address as text costs more than a datagram. */
        private final Map<InetAddress, String> senders = new HashMap<>();

        Datagrams(BiConsumer<String, ByteBuf> taker) {
            this.taker = taker;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
            if (senders.size() > MOST_SENDERS) {
                senders.clear();
            }
            String sender = senders.computeIfAbsent(packet.sender().getAddress(), InetAddress::getHostAddress);
            taker.accept(sender, packet.content());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            log.atError().setCause(cause).log("a datagram was not taken");
        }
    }
}
