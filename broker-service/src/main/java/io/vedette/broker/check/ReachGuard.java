package io.vedette.broker.check;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.vedette.contracts.reach.DeniedAddressException;
import io.vedette.contracts.reach.Reach;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** Stands where Netty connects, after names are resolved and redirects followed, and lets nobody through to a denied address. */
final class ReachGuard extends ChannelOutboundHandlerAdapter {

    @Override
    public void connect(
            ChannelHandlerContext context, SocketAddress remote, SocketAddress local, ChannelPromise promise)
            throws Exception {
        try {
            if (remote instanceof InetSocketAddress place && !place.isUnresolved()) {
                Reach.ofThisProcess().checked(place.getAddress());
            }
            super.connect(context, remote, local, promise);
        } catch (DeniedAddressException e) {
            promise.tryFailure(e);
        }
    }
}
