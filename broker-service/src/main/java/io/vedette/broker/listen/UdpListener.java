package io.vedette.broker.listen;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** UDP ports; one event loop reads them all. */
public final class UdpListener implements DemandedPort.Open {
    private static final Logger log = LoggerFactory.getLogger(UdpListener.class);
    private static final int LARGEST_DATAGRAM = 65_507;
    private static final int RECEIVE_BUFFER = 4 << 20;

    private final EventLoopGroup group;
    private final BiConsumer<String, ByteBuf> taker;
    private final List<Channel> channels = new ArrayList<>();

    /**
     * @param name of the thread
     * @param taker given the sender's address and each datagram, the bytes its own only until it returns
     */
    public UdpListener(String name, BiConsumer<String, ByteBuf> taker) {
        this.taker = taker;
        group = new MultiThreadIoEventLoopGroup(
                1, Thread.ofPlatform().name(name).daemon().factory(), NioIoHandler.newFactory());
    }

    /** Listens there; throws when the port is taken. */
    public void bind(List<String> addresses, int port) {
        Bootstrap bootstrap = new Bootstrap()
                .group(group)
                .channel(NioDatagramChannel.class)
                .option(ChannelOption.SO_RCVBUF, RECEIVE_BUFFER)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(LARGEST_DATAGRAM))
                .handler(new Datagrams());
        for (String address : addresses) {
            channels.add(bootstrap
                    .bind(new InetSocketAddress(address, port))
                    .syncUninterruptibly()
                    .channel());
        }
    }

    @Override
    public int port() {
        return ((InetSocketAddress) channels.getFirst().localAddress()).getPort();
    }

    @Override
    public void close() {
        channels.forEach(channel -> channel.close().syncUninterruptibly());
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @Sharable
    private final class Datagrams extends SimpleChannelInboundHandler<DatagramPacket> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
            taker.accept(packet.sender().getAddress().getHostAddress(), packet.content());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            log.atError().setCause(cause).log("a datagram was not taken");
        }
    }
}
