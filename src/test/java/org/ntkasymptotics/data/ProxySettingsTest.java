package org.ntkasymptotics.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the environment says about the network and about places. */
class ProxySettingsTest {
  private static Proxy proxy(Map<String, String> environment, String address) {
    return new ProxySettings(environment::get).of(URI.create(address));
  }

  @Test
  void theSchemesVariableIsUsedSmallLettersFirst() {
    Map<String, String> environment =
        Map.of(
            "https_proxy",
            "http://small:3128/",
            "HTTPS_PROXY",
            "http://large:1",
            "HTTP_PROXY",
            "plain:8080");
    assertEquals(
        InetSocketAddress.createUnresolved("small", 3128),
        proxy(environment, "https://host/x").address());
    assertEquals(
        InetSocketAddress.createUnresolved("plain", 8080),
        proxy(environment, "http://host/x").address());
    assertEquals(Proxy.NO_PROXY, proxy(Map.of("https_proxy", " "), "https://host/x"));
  }

  @ParameterizedTest
  @CsvSource({
    "host,true",
    "sub.host,true",
    "other,false",
    "myhost,false",
    "example.org,true",
    "a.b.example.org,true",
    "10.0.0.1,true",
    "127.0.0.1,true",
    "localhost,true"
  })
  void exemptHostsAreReachedDirectly(String host, boolean direct) {
    Map<String, String> environment =
        Map.of("http_proxy", "http://p:1", "no_proxy", "host, .example.org,10.0.0.1");
    assertEquals(direct, proxy(environment, "http://" + host + "/").equals(Proxy.NO_PROXY));
  }

  @Test
  void aStarExemptsAll() {
    Map<String, String> environment = Map.of("http_proxy", "http://p:1", "NO_PROXY", "*");
    assertEquals(Proxy.NO_PROXY, proxy(environment, "http://anything/"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://host", "://", "http://user:secret@host:1", "host:port"})
  void whatCannotBeUsedIsSaidWithoutPasswords(String value) {
    String message =
        assertThrows(DownloadException.class, () -> proxy(Map.of("http_proxy", value), "http://a/"))
            .getMessage();
    assertTrue(message.startsWith("http_proxy"), message);
    assertTrue(!message.contains("secret"), message);
  }

  @Test
  void dataGoWhereTheSystemKeepsThem() {
    Path home = Path.of("").toAbsolutePath();
    assertEquals(
        home.resolve(".local/share/ntk-asymptotics"),
        UserData.directory(name -> null, "Linux", home));
    String other = home.resolve("other").toString();
    Map<String, String> xdg = Map.of("XDG_DATA_HOME", other);
    assertEquals(
        home.resolve("other/ntk-asymptotics"), UserData.directory(xdg::get, "Linux", home));
    Map<String, String> relative = Map.of("XDG_DATA_HOME", "other");
    assertEquals(
        home.resolve(".local/share/ntk-asymptotics"),
        UserData.directory(relative::get, "Linux", home));
    assertEquals(
        home.resolve("Library/Application Support/ntk-asymptotics"),
        UserData.directory(xdg::get, "Mac OS X", home));
    assertEquals(
        home.resolve("AppData/Local/ntk-asymptotics"),
        UserData.directory(xdg::get, "Windows 11", home));
  }
}
