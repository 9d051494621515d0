package org.ntkasymptotics.data;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A file that did not come through the network; the message is one line with the address. */
public final class DownloadException extends UncheckedIOException {
  private static final long serialVersionUID = 1L;

  /** With the one-line message. */
  DownloadException(String message) {
    super(message, new IOException(message));
  }

  /** With the one-line message and what led to it. */
  DownloadException(String message, IOException cause) {
    super(message, cause);
  }
}
