package org.stratocumulus.crypto.internal.osgi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.stratocumulus.api.settings.SettingsReader;
import org.stratocumulus.crypto.CryptoException;
import org.stratocumulus.crypto.flash.DhGroup;
import org.stratocumulus.crypto.flash.FlashOptions;
import org.stratocumulus.crypto.flash.Identity;
import org.stratocumulus.crypto.flash.Use;

/**
 * How the server negotiates sessions (RFC 7425 sections 4.2 and 4.5), as an administrator sets it.
 *
 * @param groups that are offered and accepted; empty for those of the identity
 * @param hmac of packets in both directions
 * @param hmacLength bytes of those that this end sends
 * @param sequenceNumbers of packets in both directions
 */
record CryptographySettings(Set<DhGroup> groups, Protection hmac, int hmacLength, Protection sequenceNumbers) {
    /** What holds for keys that are not set. */
    static final CryptographySettings DEFAULTS = new CryptographySettings(Set.of(), Protection.OFFER, 10, Protection.OFFER);

    /** Whether packets have an optional protection. */
    enum Protection {
        /** This end sends none, and sessions whose initiators demand it fail. */
        OFF(Use.NEVER, Use.NEVER),
        /** The initiator decides. */
        OFFER(Use.WHEN_REQUESTED, Use.NEVER),
        /** Both ends send it; an initiator that will not is refused. */
        REQUIRE(Use.ALWAYS, Use.ALWAYS);

        private final Use send;
        private final Use require;

        Protection(Use send, Use require) {
            this.send = send;
            this.require = require;
        }

        private static Protection parse(String text) {
            for (Protection protection : values()) {
                if (protection.toString().equals(text)) {
                    return protection;
                }
            }
            throw new IllegalArgumentException("none of off, offer and require");
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Takes each value that is good for the identity; the others stay as they were. */
    static CryptographySettings read(SettingsReader in, Identity identity, CryptographySettings former) {
        return new CryptographySettings(in.value("crypto.groups", text -> groups(text, identity), DEFAULTS.groups, former.groups),
            in.value("crypto.hmac", Protection::parse, DEFAULTS.hmac, former.hmac),
            in.number("crypto.hmacLength", 4, 32, DEFAULTS.hmacLength, former.hmacLength),
            in.value("crypto.sequenceNumbers", Protection::parse, DEFAULTS.sequenceNumbers, former.sequenceNumbers));
    }

    private static Set<DhGroup> groups(String list, Identity identity) {
        Set<DhGroup> groups = EnumSet.noneOf(DhGroup.class);
        for (String id : list.split("[, ]+")) {
            groups.add(Arrays.stream(DhGroup.values()).filter(group -> Integer.toString(group.id()).equals(id)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + id + "' is none of the groups " + known())));
        }
        try {
            identity.offering(groups);
        } catch (CryptoException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        return groups;
    }

    private static String known() {
        return Arrays.stream(DhGroup.values()).map(group -> Integer.toString(group.id())).collect(Collectors.joining(", "));
    }

    /** The identity with the groups of these settings. */
    Identity offeredBy(Identity identity) {
        return groups.isEmpty() ? identity : identity.offering(groups);
    }

    /** These settings in the terms of the profile. As an initiator this end prefers the strongest group. */
    FlashOptions options() {
        List<DhGroup> strongestFirst = new ArrayList<>(groups.isEmpty() ? EnumSet.allOf(DhGroup.class) : groups);
        Collections.reverse(strongestFirst);
        return FlashOptions.DEFAULT.withHmac(hmac.send, hmac.require, hmacLength)
            .withSequenceNumbers(sequenceNumbers.send, sequenceNumbers.require).withGroups(strongestFirst);
    }
}
