package org.stratocumulus.api.settings;

/**
 * A value that was refused.
 *
 * @param key the setting
 * @param value what it was set to, at most 100 characters of it
 * @param why what is wrong with it
 * @param inForce what holds instead
 */
public record Problem(String key, String value, String why, String inForce) {
    /** One line for log and console. */
    public String sentence() {
        return refusal() + "; " + inForce + " stays in force";
    }

    /** The same without what holds instead. */
    public String refusal() {
        return key + " = " + value + ": " + why;
    }

    @Override
    public String toString() {
        return sentence();
    }
}
