package io.vedette.broker.statsd;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The UDP port. One event loop reads it; stopping closes it before the open periods are closed. */
@Component
final class StatsdListener implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(StatsdListener.class);
    private static final int LARGEST_DATAGRAM = 65_507;

    private final StatsdPeriods periods;
    private final StatsdSettings settings;
    private Optional<Channel> channel = Optional.empty();
    private Optional<EventLoopGroup> loop = Optional.empty();

    StatsdListener(StatsdPeriods periods, StatsdSettings settings) {
        this.periods = periods;
        this.settings = settings;
    }

    @Override
    public synchronized void start() {
        boolean epoll = Epoll.isAvailable();
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(
                1,
                Thread.ofPlatform().name("statsd-udp").daemon().factory(),
                epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        loop = Optional.of(group);
        Channel bound = new Bootstrap()
                .group(group)
                .channel(epoll ? EpollDatagramChannel.class : NioDatagramChannel.class)
                .option(
                        ChannelOption.SO_RCVBUF,
                        Math.toIntExact(settings.receiveBuffer().toBytes()))
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(LARGEST_DATAGRAM))
                .handler(new Datagrams())
                .bind(new InetSocketAddress(settings.address(), settings.port()))
                .syncUninterruptibly()
                .channel();
        channel = Optional.of(bound);
        log.atInfo().addKeyValue("address", bound.localAddress()).log("statsd listens");
    }

    /** The port bound. */
    synchronized int port() {
        return ((InetSocketAddress) channel.orElseThrow().localAddress()).getPort();
    }

    @Override
    public synchronized void stop() {
        channel.ifPresent(open -> open.close().syncUninterruptibly());
        channel = Optional.empty();
        loop.ifPresent(group -> group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly());
        loop = Optional.empty();
    }

    @Override
    public synchronized boolean isRunning() {
        return channel.isPresent();
    }

    /** After the periods, so that it is stopped before them. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }

    @Sharable
    private final class Datagrams extends SimpleChannelInboundHandler<DatagramPacket> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
            String sender = packet.sender().getAddress().getHostAddress();
            periods.take(sender, ByteBufUtil.getBytes(packet.content()));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            log.atError().setCause(cause).log("a statsd datagram was not taken");
        }
    }
}
