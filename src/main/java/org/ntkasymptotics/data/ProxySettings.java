package org.ntkasymptotics.data;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The proxy that the environment names, as other programs of the command line read it: {@code
 * https_proxy}, {@code http_proxy} (or in capitals), {@code no_proxy}. Java itself looks only at
 * its own properties. This machine itself is always reached directly.
 *
 * @param environment value of a variable, null if it is not set
 */
record ProxySettings(UnaryOperator<String> environment) {

  /** What connects to this address. */
  Proxy of(URI address) {
    String host = address.getHost().toLowerCase(Locale.ROOT);
    if (isExempt(host)) {
      return Proxy.NO_PROXY;
    }
    return variable(address.getScheme().toLowerCase(Locale.ROOT) + "_proxy")
        .map(value -> proxy(value, address.getScheme()))
        .orElse(Proxy.NO_PROXY);
  }

  private boolean isExempt(String host) {
    if (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]")) {
      return true;
    }
    for (String entry : variable("no_proxy").orElse("").split("[,\\s]+", -1)) {
      String name = entry.toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.", "");
      boolean matches = host.equals(name) || host.endsWith("." + name);
      if (entry.equals("*") || (!name.isEmpty() && matches)) {
        return true;
      }
    }
    return false;
  }

  private Optional<String> variable(String name) {
    String lower = environment.apply(name);
    String value = lower != null ? lower : environment.apply(name.toUpperCase(Locale.ROOT));
    return Optional.ofNullable(value).map(String::strip).filter(v -> !v.isEmpty());
  }

  private static Proxy proxy(String value, String scheme) {
    String name = scheme + "_proxy";
    try {
      URI address = URI.create(value.contains("://") ? value : "http://" + value);
      if (address.getHost() != null && address.getPort() > 0 && address.getUserInfo() == null) {
        return new Proxy(
            Proxy.Type.HTTP,
            InetSocketAddress.createUnresolved(address.getHost(), address.getPort()));
      }
    } catch (IllegalArgumentException e) {
      throw new DownloadException(name + " is not an address: " + e.getMessage());
    }
    throw new DownloadException(
        name + ": expected http://HOST:PORT without a password, as the proxy to use");
  }
}
