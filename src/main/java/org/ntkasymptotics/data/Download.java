package org.ntkasymptotics.data;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLException;

/**
 * One file from a server of HTTP or HTTPS. It goes on where an earlier try ended (Range requests)
 * and tries again by itself when a connection breaks off in the middle.
 *
 * @param from address, http or https
 * @param proxies how to get there
 * @param limit most bytes that are taken: a server that sends more is not trusted
 * @param listener told of every piece
 */
record Download(URI from, ProxySettings proxies, long limit, Listener listener) {
  private static final int MOST_REDIRECTS = 5;
  private static final int TRIES = 3;
  private static final int CONNECT_MILLIS = 15_000;
  private static final int READ_MILLIS = 30_000;
  private static final int PIECE = 1 << 16;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  /** Told how far it is. */
  @FunctionalInterface
  public interface Listener {
    /** Bytes there are now, and how many there will be, −1 if the server does not say. */
    void received(long bytes, long total);
  }

  /** How a download ended. */
  enum Result {
    /** All of it came now. */
    WHOLE,
    /** Its beginning is from an earlier try. */
    RESUMED,
    /** The server has no such file. */
    NOT_THERE
  }

  /**
   * Brings the file to {@code part}, which keeps what came if the connection fails.
   *
   * @throws DownloadException if it cannot be had
   */
  Result into(Path part) {
    try (FileChannel file =
        FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      lock(file, part);
      Result result = Result.WHOLE;
      for (int tries = 1; ; tries++) {
        long before = file.size();
        try {
          result = before > 0 ? Result.RESUMED : result;
          result = receive(file, part, before, result);
          file.force(true);
          return result;
        } catch (IOException e) {
          if (file.size() <= before || tries == TRIES) {
            throw new DownloadException(from + ": " + reason(e) + kept(file.size()), e);
          }
        }
      }
    } catch (DownloadException e) {
      throw e;
    } catch (IOException e) {
      throw new DownloadException("cannot write " + part + ": " + e.getMessage(), e);
    }
  }

  /** Keeps other downloads from the file until it is closed. */
  private static void lock(FileChannel file, Path part) throws IOException {
    FileLock lock;
    try {
      lock = file.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      throw new DownloadException(part + " is being written by another download: wait for it");
    }
  }

  /** One connection: from the byte that is missing on, or all if the server cannot do that. */
  private Result receive(FileChannel file, Path part, long have, Result otherwise)
      throws IOException {
    HttpURLConnection connection = connect(have);
    try {
      int code = connection.getResponseCode();
      Result result = otherwise;
      switch (code) {
        case HttpURLConnection.HTTP_OK -> {
          file.truncate(0);
          result = Result.WHOLE;
        }
        case HttpURLConnection.HTTP_PARTIAL -> requireRange(connection, have);
        case RANGE_NOT_SATISFIABLE -> {
          // All of it is here, or more than there is: the checks after this find out.
          return Result.RESUMED;
        }
        case HttpURLConnection.HTTP_NOT_FOUND -> {
          return Result.NOT_THERE;
        }
        default ->
            throw new DownloadException(
                String.format(
                    Locale.ROOT,
                    "%s: the server answers %d %s",
                    from,
                    code,
                    String.valueOf(connection.getResponseMessage())));
      }
      copy(connection, file, part);
      return result;
    } finally {
      connection.disconnect();
    }
  }

  private void requireRange(HttpURLConnection connection, long have) {
    String range = String.valueOf(connection.getHeaderField("Content-Range"));
    if (!range.startsWith("bytes " + have + "-")) {
      throw new DownloadException(
          from + ": asked to go on at byte " + have + ", the server sends '" + range + "'");
    }
  }

  private void copy(HttpURLConnection connection, FileChannel file, Path part) throws IOException {
    long have = file.size();
    long rest = connection.getContentLengthLong();
    byte[] piece = new byte[PIECE];
    try (InputStream in = connection.getInputStream()) {
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        write(file, have, ByteBuffer.wrap(piece, 0, read), part);
        have += read;
        rest -= read;
        if (have > limit) {
          file.truncate(0);
          throw new DownloadException(from + ": sends more than " + limit + " bytes, too many");
        }
        listener.received(have, rest < 0 ? -1 : have + rest);
      }
    }
    if (rest > 0) {
      throw new IOException("the connection ended " + rest + " bytes too early");
    }
  }

  private static void write(FileChannel file, long at, ByteBuffer bytes, Path part) {
    try {
      long place = at;
      while (bytes.hasRemaining()) {
        place += file.write(bytes, place);
      }
    } catch (IOException e) {
      throw new DownloadException("cannot write " + part + ": " + e.getMessage(), e);
    }
  }

  /** Follows redirects, also from http to https, which Java itself does not. */
  private HttpURLConnection connect(long have) throws IOException {
    URI address = from;
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      HttpURLConnection connection =
          (HttpURLConnection) address.toURL().openConnection(proxies.of(address));
      connection.setConnectTimeout(CONNECT_MILLIS);
      connection.setReadTimeout(READ_MILLIS);
      connection.setInstanceFollowRedirects(false);
      connection.setRequestProperty("User-Agent", "ntk-asymptotics");
      connection.setRequestProperty("Accept-Encoding", "identity");
      if (have > 0) {
        connection.setRequestProperty("Range", "bytes=" + have + "-");
      }
      if (!REDIRECTS.contains(connection.getResponseCode())) {
        return connection;
      }
      URI next = redirect(address, connection.getHeaderField("Location"));
      connection.disconnect();
      address = next;
    }
    throw new DownloadException(from + ": more than " + MOST_REDIRECTS + " redirects");
  }

  private URI redirect(URI address, String location) {
    try {
      URI next = address.resolve(String.valueOf(location));
      boolean downgrade = address.getScheme().equals("https") && !next.getScheme().equals("https");
      if (location != null && isWeb(next) && !downgrade) {
        return next;
      }
    } catch (IllegalArgumentException e) {
      throw new DownloadException(from + ": the server redirects to '" + location + "'");
    }
    throw new DownloadException(from + ": the server redirects to '" + location + "'");
  }

  /** Whether this is an address of HTTP or HTTPS with a host. */
  static boolean isWeb(URI address) {
    return address.getHost() != null
        && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()));
  }

  private static String reason(IOException e) {
    if (e instanceof UnknownHostException) {
      return "no such host: " + e.getMessage() + " (is there a network?)";
    }
    if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
      return "cannot connect: " + e.getMessage();
    }
    if (e instanceof SocketTimeoutException) {
      return "no answer in time: " + e.getMessage();
    }
    if (e instanceof SSLException) {
      return "no secure connection: " + e.getMessage();
    }
    return "the connection broke off: " + e.getMessage();
  }

  private static String kept(long bytes) {
    return bytes > 0 ? "; " + bytes + " bytes are kept, the same command goes on there" : "";
  }
}
