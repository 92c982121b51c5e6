package io.vedette.broker.listen;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.ssl.SniCompletionEvent;
import io.netty.handler.ssl.SniHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** TCP ports that take lines, with or without TLS. One event loop reads all connections; silent ones and those past the limit are closed. */
public final class TcpListener implements DemandedPort.Open {
    private static final Logger log = LoggerFactory.getLogger(TcpListener.class);

    private final ListenSettings settings;
    private final Takers takers;
    private final @Nullable SslContext tls;
    private final EventLoopGroup group;
    private final List<Channel> channels = new ArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    /** Makes who takes the lines of a new connection. */
    @FunctionalInterface
    public interface Takers {
        /**
         * @param sender its address
         * @param host the name it asked for with TLS; null without
         */
        LineTaker of(String sender, @Nullable String host);
    }

    /**
     * @param name of the thread
     * @param tls for connections with TLS; null for those in the clear
     */
    public TcpListener(String name, ListenSettings settings, @Nullable SslContext tls, Takers takers) {
        this.settings = settings;
        this.takers = takers;
        this.tls = tls;
        group = new MultiThreadIoEventLoopGroup(
                1, Thread.ofPlatform().name(name).daemon().factory(), NioIoHandler.newFactory());
    }

    /** Listens there; throws when the port is taken. */
    public void bind(List<String> addresses, int port) {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        accept(channel);
                    }
                });
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

    private void accept(SocketChannel channel) {
        if (connections.incrementAndGet() > settings.maxConnections()) {
            connections.decrementAndGet();
            ChannelFuture ignored = channel.close();
            return;
        }
        channel.closeFuture().addListener(closed -> connections.decrementAndGet());
        if (tls != null) {
            SslContext context = tls;
            channel.pipeline().addLast(new SniHandler(host -> context));
        }
        int idle = Math.toIntExact(settings.idleTimeout().toSeconds());
        channel.pipeline()
                .addLast(new IdleStateHandler(idle, 0, 0))
                .addLast(new LineBasedFrameDecoder(
                        Math.toIntExact(settings.maxLine().toBytes()), true, true))
                .addLast(new Lines(channel.remoteAddress().getAddress().getHostAddress(), tls != null));
    }

    /** One connection. */
    private final class Lines extends SimpleChannelInboundHandler<ByteBuf> {
        private final String sender;
        private @Nullable LineTaker taker;

        Lines(String sender, boolean namesItsHost) {
            this.sender = sender;
            taker = namesItsHost ? null : takers.of(sender, null);
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf line) {
            if (taker != null) {
                taker.take(line);
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            if (taker != null) {
                context.channel().config().setAutoRead(false);
                CompletableFuture<?> ignored = taker.flush()
                        .whenComplete((taken, failure) -> context.channel()
                                .eventLoop()
                                .execute(() -> context.channel().config().setAutoRead(true)));
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof SniCompletionEvent asked) {
                taker = takers.of(sender, asked.hostname());
            } else if (event instanceof IdleStateEvent) {
                ChannelFuture ignored = context.close();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            if (cause instanceof TooLongFrameException && taker != null) {
                taker.tooLong();
                return;
            }
            log.atDebug().setCause(cause).log("a connection is closed");
            ChannelFuture ignored = context.close();
        }
    }
}
