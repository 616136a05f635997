package dev.connstate.image;

/** What hinders the building, as one sentence for the user. */
final class ImageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ImageException(String sentence) {
        super(sentence);
    }
}
