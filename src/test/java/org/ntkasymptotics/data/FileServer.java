package org.ntkasymptotics.data;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server of HTTP on this machine, with the faults that real ones have. */
public final class FileServer implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final Map<String, String> redirects = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile int breaksAfter = -1;
  private volatile boolean ranges = true;

  private FileServer(HttpServer server) {
    this.server = server;
  }

  /** One that has nothing yet. */
  public static FileServer start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    FileServer files = new FileServer(server);
    server.createContext("/", files::answer);
    server.start();
    return files;
  }

  /** The directory's address. */
  public URI address() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/set/");
  }

  /** Offers a file. */
  public void put(String name, byte[] content) {
    files.put("/set/" + name, content);
  }

  /** Answers a path by sending elsewhere. */
  void redirect(String path, String location) {
    redirects.put(path, location);
  }

  /** The next answers end after so many bytes, as often as said. */
  void breakOff(int bytes) {
    breaksAfter = bytes;
  }

  /** Ignores Range. */
  void refuseRanges() {
    ranges = false;
  }

  /** "PATH" or "PATH RANGE" of every request. */
  List<String> requests() {
    return requests;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String range = exchange.getRequestHeaders().getFirst("Range");
      requests.add(range == null ? path : path + " " + range);
      if (redirects.containsKey(path)) {
        exchange.getResponseHeaders().add("Location", redirects.get(path));
        exchange.sendResponseHeaders(302, -1);
        return;
      }
      byte[] content = files.get(path);
      if (content == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      int begin = range != null && ranges ? Integer.parseInt(range.replaceAll("[^0-9]", "")) : 0;
      if (begin >= content.length) {
        exchange.sendResponseHeaders(416, -1);
        return;
      }
      if (begin > 0) {
        String what = "bytes " + begin + "-" + (content.length - 1) + "/" + content.length;
        exchange.getResponseHeaders().add("Content-Range", what);
      }
      exchange.sendResponseHeaders(begin > 0 ? 206 : 200, content.length - begin);
      int end = breaksAfter < 0 ? content.length : Math.min(content.length, begin + breaksAfter);
      OutputStream body = exchange.getResponseBody();
      body.write(Arrays.copyOfRange(content, begin, end));
      body.flush();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
