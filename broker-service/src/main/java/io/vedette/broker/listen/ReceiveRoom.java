package io.vedette.broker.listen;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/**
 * Room for one read of a socket, the same for every read: as large as many datagrams may be, it would be too large for any pool, and be made and zeroed anew
 * for each few of them. Whoever still holds datagrams of the last read makes the next one take other room. Belongs to one socket's thread.
 */
final class ReceiveRoom extends DefaultMaxMessagesRecvByteBufAllocator {
    private final int bytes;
    private final ByteBuf room;

    ReceiveRoom(int bytes) {
        this.bytes = bytes;
        room = Unpooled.directBuffer(bytes);
    }

    @Override
    @SuppressWarnings("deprecation") // what a handle is called is deprecated, handles are not
    public Handle newHandle() {
        return new RoomHandle();
    }

    /** Gives the room back; nobody reads any more. */
    void release() {
        room.release();
    }

    private final class RoomHandle extends MaxMessageHandle {
        @Override
        public int guess() {
            return bytes;
        }

        @Override
        public ByteBuf allocate(ByteBufAllocator others) {
            return room.refCnt() == 1 ? room.clear().retain() : others.directBuffer(bytes);
        }
    }
}
