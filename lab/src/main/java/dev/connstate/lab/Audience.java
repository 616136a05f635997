package dev.connstate.lab;

/** Who is told what happens on a stage. */
interface Audience {
    void hear(String step);

    /** Waits until somebody looks. */
    void isSeated();

    /** From now on things stay as they are, or go on as they do now. */
    void seesTheLastScene();
}
