package org.ntkasymptotics.backend.cuda;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A native library that travels on the class path.
 *
 * @param name of the file
 * @param resource where its bytes are
 */
record NativeFile(String name, URL resource) {
  /** Up to here a copy is compared byte by byte, above by its size only. */
  private static final long COMPARED_UP_TO = 64L << 20;

  /** The file with that name in a folder of the class path, if it is there. */
  static Optional<NativeFile> onClassPath(String folder, String name) {
    URL url = NativeFile.class.getClassLoader().getResource(folder + "/" + name);
    return Optional.ofNullable(url).map(resource -> new NativeFile(name, resource));
  }

  /** Its length in bytes. */
  long size() throws IOException {
    URLConnection connection = resource.openConnection();
    connection.setUseCaches(false);
    long size = connection.getContentLengthLong();
    connection.getInputStream().close();
    return size;
  }

  /** Its bytes. */
  InputStream open() throws IOException {
    URLConnection connection = resource.openConnection();
    connection.setUseCaches(false);
    return connection.getInputStream();
  }

  /** Whether it is small enough to be read whole at every start. */
  boolean isSmall() throws IOException {
    return size() <= COMPARED_UP_TO;
  }

  /** Whether a file is a whole copy of this one. */
  boolean isCopiedAt(Path copy) throws IOException {
    if (!Files.isRegularFile(copy) || Files.size(copy) != size()) {
      return false;
    }
    if (!isSmall()) {
      return true;
    }
    try (InputStream ours = new BufferedInputStream(open());
        InputStream theirs = new BufferedInputStream(Files.newInputStream(copy))) {
      byte[] a = new byte[1 << 16];
      byte[] b = new byte[1 << 16];
      for (int n = ours.readNBytes(a, 0, a.length); n > 0; n = ours.readNBytes(a, 0, a.length)) {
        int m = theirs.readNBytes(b, 0, n);
        if (m != n || !java.util.Arrays.equals(a, 0, n, b, 0, n)) {
          return false;
        }
      }
      return true;
    }
  }
}
