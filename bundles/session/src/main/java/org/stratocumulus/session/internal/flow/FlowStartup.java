package org.stratocumulus.session.internal.flow;

import org.stratocumulus.protocol.Option;
import org.stratocumulus.protocol.OptionList;
import org.stratocumulus.protocol.Vlu;
import org.stratocumulus.protocol.WireException;
import org.stratocumulus.protocol.WireReader;
import org.stratocumulus.protocol.WireWriter;
import org.stratocumulus.protocol.chunk.FlowOption;
import org.stratocumulus.protocol.chunk.UserDataView;

/**
 * What the options of a user data chunk say of a flow (RFC 7016 section 2.3.11.1).
 *
 * @param metadata the user's per-flow metadata, or null
 * @param association the flow that this one is in return to, or null
 * @param understood whether there was no option that must be understood and is not
 */
record FlowStartup(byte[] metadata, Long association, boolean understood) {
    /** @throws WireException when an option is not well formed */
    static FlowStartup of(UserDataView chunk) {
        byte[] metadata = null;
        Long association = null;
        boolean understood = true;
        for (Option option : chunk.options().options()) {
            if (option.type() == FlowOption.METADATA) {
                metadata = metadata == null ? option.value() : metadata;
            } else if (option.type() == FlowOption.RETURN_FLOW_ASSOCIATION) {
                association = association == null ? Long.valueOf(option.reader().vlu()) : association;
            } else {
                understood &= FlowOption.isIgnorable(option.type());
            }
        }
        return new FlowStartup(metadata, association, understood);
    }

    /**
     * Whether a chunk has no option that must be understood and is not; makes no objects, for senders repeat their options.
     *
     * @throws WireException when an option is not well formed
     */
    static boolean understands(UserDataView chunk, WireReader reader) {
        boolean understood = true;
        reader.reset(chunk.array(), chunk.optionsOffset(), chunk.optionsLength());
        while (reader.hasRemaining()) {
            int length = reader.length();
            if (length > 0) {
                int end = reader.position() + length;
                long type = reader.vlu();
                if (reader.position() > end) {
                    throw new WireException("option: type longer than the option");
                }
                reader.skip(end - reader.position());
                boolean known = type == FlowOption.METADATA || type == FlowOption.RETURN_FLOW_ASSOCIATION;
                understood &= known || FlowOption.isIgnorable(type);
            }
        }
        return understood;
    }

    /** STARTUP_OPTIONS with their Marker: metadata first, then the association, as old clients want them. */
    static byte[] encode(byte[] metadata, Long association) {
        int most = metadata.length + 5 * Vlu.MAX_SIZE;
        WireWriter out = new WireWriter(new byte[most]);
        OptionList options = association == null ? OptionList.of(FlowOption.metadata(metadata))
                : OptionList.of(FlowOption.metadata(metadata), FlowOption.returnFlowAssociation(association));
        options.write(out);
        return out.toByteArray();
    }
}
