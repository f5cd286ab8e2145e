package org.stratocumulus.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Options in the order of the wire: an Option List ended by a Marker (RFC 7016 section 2.1.4), or the sequence of Options and Markers that
 * fills its enclosing structure, as in the certificates and keying components of RFC 7425 section 4.
 *
 * @param options unmodifiable; Markers occur only in what {@link #decodeToEnd} read
 */
public record OptionList(List<Option> options) {

    /** No options. */
    public static final OptionList EMPTY = new OptionList(List.of());

    public OptionList {
        options = List.copyOf(options);
    }

    /** The given options. */
    public static OptionList of(Option... options) {
        return new OptionList(List.of(options));
    }

    /**
     * Reads up to and with the Marker, which is left out of the list.
     *
     * @throws WireException if an option is faulty or the Marker is missing
     */
    public static OptionList decode(WireReader in) {
        List<Option> options = new ArrayList<>();
        for (Option option = Option.decode(in); !option.isMarker(); option = Option.decode(in)) {
            options.add(option);
        }
        return options.isEmpty() ? EMPTY : new OptionList(options);
    }

    /**
     * Reads options until no byte remains; Markers stay in the list.
     *
     * @throws WireException if an option is faulty
     */
    public static OptionList decodeToEnd(WireReader in) {
        List<Option> options = new ArrayList<>();
        while (in.hasRemaining()) {
            options.add(Option.decode(in));
        }
        return new OptionList(options);
    }

    /** The first option of this type that is not a Marker. */
    public Optional<Option> first(long type) {
        return options.stream().filter(option -> !option.isMarker() && option.type() == type).findFirst();
    }

    /** Bytes that {@link #write} takes. */
    public int size() {
        return sizeWithoutMarker() + 1;
    }

    /** Bytes that {@link #writeWithoutMarker} takes. */
    public int sizeWithoutMarker() {
        int size = 0;
        for (Option option : options) {
            size += option.size();
        }
        return size;
    }

    /** Writes the options and a final Marker. */
    public void write(WireWriter out) {
        writeWithoutMarker(out);
        out.marker();
    }

    /** Writes the options and no final Marker. */
    public void writeWithoutMarker(WireWriter out) {
        for (Option option : options) {
            option.write(out);
        }
    }
}
