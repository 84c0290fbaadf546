package android.os;

/** Stands for the class whose methods are native. */
public final class SystemClock {
    private SystemClock() { }

    public static long uptimeMillis() { return 0; }
}
