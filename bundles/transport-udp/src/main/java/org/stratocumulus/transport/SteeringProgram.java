package org.stratocumulus.transport;

import io.netty.channel.Channel;
import io.netty.channel.unix.Buffer;
import io.netty.channel.unix.RawUnixChannelOption;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * {@link Steering} as a classic BPF program for a group of SO_REUSEPORT sockets. It returns the index of the socket, which
 * is the order of binding. What it reads begins at the UDP payload; {@link #NET} reaches back to the IP header. A load
 * beyond the datagram's end makes the result 0. IP options and extension headers displace the port: then the receiving
 * loop corrects the choice.
 */
final class SteeringProgram {
    private static final RawUnixChannelOption SO_ATTACH_REUSEPORT_CBPF =
            new RawUnixChannelOption("SO_ATTACH_REUSEPORT_CBPF", 1, 51, 16);

    /** SKF_NET_OFF of linux/filter.h. */
    private static final int NET = -0x100000;
    // opcodes of linux/bpf_common.h
    private static final int LOAD_WORD = 0x20;
    private static final int LOAD_HALF = 0x28;
    private static final int LOAD_BYTE = 0x30;
    private static final int COPY_TO_X = 0x07;
    private static final int XOR_X = 0xac;
    private static final int SHIFT_RIGHT = 0x74;
    private static final int MODULO = 0x94;
    private static final int JUMP_IF_EQUAL = 0x15;
    private static final int RETURN_A = 0x16;

    private record Instruction(int opcode, int ifTrue, int ifFalse, int k) {
    }

    private final List<Instruction> code = new ArrayList<>();

    private SteeringProgram(int loops) {
        xorOfWords(0, 3);
        add(JUMP_IF_EQUAL, 2, 0, 0);
        choose(loops);
        add(LOAD_BYTE, NET);
        add(SHIFT_RIGHT, 4);
        add(JUMP_IF_EQUAL, 6, 0, 6);
        sourceHash(NET + 12, 1, NET + 20, loops);
        sourceHash(NET + 8, 4, NET + 40, loops);
    }

    /**
     * Attaches the program to the group that a bound socket belongs to.
     *
     * @throws RuntimeException when the kernel refuses; then it spreads the datagrams by a hash of its own
     */
    static void attach(Channel member, int loops) {
        ByteBuffer filter = new SteeringProgram(loops).encode();
        ByteBuffer program = ByteBuffer.allocateDirect(16).order(ByteOrder.nativeOrder());
        program.putShort(0, (short) (filter.capacity() / 8));
        program.putLong(8, Buffer.memoryAddress(filter));
        member.config().setOption(SO_ATTACH_REUSEPORT_CBPF, program);
        Reference.reachabilityFence(filter);
    }

    /** IPv4 leads with one word of source address, IPv6 with four; the source port is the first half word after the header. */
    private void sourceHash(int address, int words, int port, int loops) {
        xorOfWords(address, words);
        add(COPY_TO_X, 0);
        add(LOAD_HALF, port);
        add(XOR_X, 0);
        choose(loops);
    }

    private void xorOfWords(int at, int words) {
        add(LOAD_WORD, at);
        for (int i = 1; i < words; i++) {
            add(COPY_TO_X, 0);
            add(LOAD_WORD, at + 4 * i);
            add(XOR_X, 0);
        }
    }

    private void choose(int loops) {
        add(MODULO, loops);
        add(RETURN_A, 0);
    }

    private void add(int opcode, int k) {
        add(opcode, 0, 0, k);
    }

    private void add(int opcode, int ifTrue, int ifFalse, int k) {
        code.add(new Instruction(opcode, ifTrue, ifFalse, k));
    }

    /** struct sock_filter: 16 bits of opcode, two jump offsets of 8, a constant of 32. */
    private ByteBuffer encode() {
        ByteBuffer filter = ByteBuffer.allocateDirect(8 * code.size()).order(ByteOrder.nativeOrder());
        for (Instruction i : code) {
            filter.putShort((short) i.opcode).put((byte) i.ifTrue).put((byte) i.ifFalse).putInt(i.k);
        }
        return filter.flip();
    }
}
