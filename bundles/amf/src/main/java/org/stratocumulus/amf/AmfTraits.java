package org.stratocumulus.amf;

import java.util.List;

/**
 * The class description that AMF3 sends before an object's values (AMF3 3.12).
 *
 * @param className registered alias, empty for an anonymous object
 * @param externalizable whether the class writes its own body
 * @param dynamic whether further properties follow the sealed ones
 * @param sealedNames names of the sealed members in wire order
 */
public record AmfTraits(String className, boolean externalizable, boolean dynamic, List<String> sealedNames) {

    /** Traits of a plain object: anonymous and dynamic. */
    public static final AmfTraits ANONYMOUS = new AmfTraits("", false, true, List.of());

    /** Copies the names. */
    public AmfTraits {
        sealedNames = List.copyOf(sealedNames);
    }

    /** @return traits of a dynamic class without sealed members */
    public static AmfTraits ofClass(String className) {
        return className.isEmpty() ? ANONYMOUS : new AmfTraits(className, false, true, List.of());
    }
}
