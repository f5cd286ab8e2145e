package org.stratocumulus.amf;

/**
 * XML, unparsed.
 *
 * @param content the text's bytes
 * @param document true for the legacy XMLDocument class (AMF0 marker 0x0F, AMF3 marker 0x07), false for E4X XML (AMF3 marker 0x0B)
 */
public record AmfXml(AmfString content, boolean document) implements AmfValue {

    /** @return E4X XML of a text */
    public static AmfXml of(String text) {
        return new AmfXml(AmfString.of(text), false);
    }

    /** @return the text */
    public String text() {
        return content.text();
    }

    @Override
    public String typeName() {
        return "xml";
    }

    @Override
    public String toString() {
        return "xml " + content;
    }
}
