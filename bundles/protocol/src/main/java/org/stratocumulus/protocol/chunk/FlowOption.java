package org.stratocumulus.protocol.chunk;

import org.stratocumulus.protocol.Option;

/** Types of the options in the option list of User Data, RFC 7016 section 2.3.11.1. */
public final class FlowOption {

    /** User's Per-Flow Metadata, section 2.3.11.1.1. */
    public static final long METADATA = 0x00;

    /** Return Flow Association, section 2.3.11.1.2: its value is the VLU of a flow id. */
    public static final long RETURN_FLOW_ASSOCIATION = 0x0a;

    /** The metadata of a flow should not exceed this many bytes. */
    public static final int METADATA_ADVISED_SIZE = 512;

    private static final long IGNORABLE_FROM = 0x2000;

    private FlowOption() {
    }

    /** The option that carries a flow's metadata. */
    public static Option metadata(byte[] userMetadata) {
        return new Option(METADATA, userMetadata);
    }

    /** The option of a flow that is in return of the flow {@code flowId} of the other end. */
    public static Option returnFlowAssociation(long flowId) {
        return Option.ofVlu(RETURN_FLOW_ASSOCIATION, flowId);
    }

    /**
     * Whether an option of this type may be ignored where it is not understood. Otherwise the flow must be rejected (section 2.3.11.1).
     */
    public static boolean isIgnorable(long type) {
        return Long.compareUnsigned(type, IGNORABLE_FROM) >= 0;
    }
}
