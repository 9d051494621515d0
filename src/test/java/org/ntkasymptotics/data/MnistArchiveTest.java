package org.ntkasymptotics.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ntkasymptotics.data.MnistArchive.Item;
import org.ntkasymptotics.data.MnistArchive.Origin;
import org.ntkasymptotics.data.MnistArchive.Placed;
import org.ntkasymptotics.linalg.InvalidDataException;
import org.ntkasymptotics.random.Seeds;

/** Downloads from a server on this machine. */
@Timeout(60)
class MnistArchiveTest {
  private static final ProxySettings DIRECT = new ProxySettings(name -> null);
  private static final int COUNT = 300;

  @TempDir Path dir;
  private FileServer server;
  private MnistArchive archive;
  private Path out;

  @BeforeEach
  void offer() throws IOException {
    server = FileServer.start();
    out = dir.resolve("out");
    Path source = Files.createDirectories(dir.resolve("source"));
    List<Item> items = new ArrayList<>();
    for (MnistDigits.Part part : MnistDigits.Part.values()) {
      SyntheticDigits.write(source, part, COUNT, 12, false);
      items.add(item(source, part.images(), 3));
      items.add(item(source, part.labels(), 1));
    }
    archive = new MnistArchive(items, List.of(server.address()));
    for (Item item : items) {
      server.put(item.name() + ".gz", compressed(content(item)));
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static Item item(Path source, String name, int dimensions) throws IOException {
    Path file = source.resolve(name);
    return new Item(name, dimensions, Files.size(file), IdxFile.sha256(file));
  }

  private byte[] content(Item item) throws IOException {
    return Files.readAllBytes(dir.resolve("source").resolve(item.name()));
  }

  private static byte[] compressed(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    }
    return out.toByteArray();
  }

  private Item images() {
    return archive.files().get(0);
  }

  private List<Placed> fetch() {
    return archive.fetch(out, DIRECT, (name, bytes, total) -> {});
  }

  private String refusal() {
    String message = assertThrows(DownloadException.class, this::fetch).getMessage();
    assertEquals(1, message.lines().count(), message);
    return message;
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(out)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void allFourFilesComeAndAreReadAsDigits() throws IOException {
    assertTrue(fetch().stream().allMatch(p -> p.origin() == Origin.DOWNLOADED));
    assertEquals(4, names().size());
    assertTrue(names().stream().allMatch(n -> n.endsWith(".gz")), names().toString());
    assertEquals(COUNT, new MnistDigits(out).draw(Distribution.ALL, new Seeds(1)).samples());
    int before = server.requests().size();
    assertTrue(fetch().stream().allMatch(p -> p.origin() == Origin.THERE));
    assertEquals(before, server.requests().size(), "nothing is loaded twice");
  }

  @Test
  void progressIsToldInOrder() {
    List<Long> seen = new ArrayList<>();
    archive.fetch(
        out,
        DIRECT,
        (name, bytes, total) -> {
          if (name.equals(images().name())) {
            seen.add(bytes);
            assertTrue(bytes <= total, bytes + " of " + total);
          }
        });
    assertEquals(seen.stream().sorted().toList(), seen);
    assertFalse(seen.isEmpty());
  }

  @Test
  void aMirrorMayCompressInItsOwnWayOrNotAtAll() throws IOException {
    try (FileServer plain = FileServer.start()) {
      for (Item item : archive.files()) {
        plain.put(item.name(), content(item));
      }
      MnistArchive fromPlain = archive.from(List.of(plain.address()));
      List<Placed> placed = fromPlain.fetch(out, DIRECT, (n, b, t) -> {});
      assertEquals(images().name(), placed.get(0).path().getFileName().toString());
      assertArrayEquals(content(images()), Files.readAllBytes(placed.get(0).path()));
    }
  }

  @Test
  void redirectsAreFollowedAndLoopsAreNot() {
    String path = "/set/" + images().name() + ".gz";
    String elsewhere = "/set/" + archive.files().get(2).name() + ".gz";
    server.redirect(path, "moved");
    server.redirect("/set/moved", server.address().resolve("again").toString());
    server.redirect("/set/again", elsewhere);
    // The set for training and the set for testing hold the same images here.
    assertEquals(images().sha256(), archive.files().get(2).sha256());
    assertEquals(Origin.DOWNLOADED, fetch().get(0).origin());
    server.redirect("/set/again", path);
    Path other = dir.resolve("other");
    String message =
        assertThrows(DownloadException.class, () -> archive.fetch(other, DIRECT, (n, b, t) -> {}))
            .getMessage();
    assertTrue(message.contains("more than 5 redirects"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc/passwd", "ftp://localhost/x", "http:///", "::"})
  void redirectsLeadOnlyToWebAddresses(String location) {
    server.redirect("/set/" + images().name() + ".gz", location);
    assertTrue(refusal().contains("redirects to '" + location + "'"), location);
  }

  @Test
  void aBrokenConnectionGoesOnByItself() throws IOException {
    byte[] whole = compressed(content(images()));
    server.breakOff(whole.length / 2);
    fetch();
    String path = "/set/" + images().name() + ".gz";
    assertEquals(path, server.requests().get(0));
    assertEquals(path + " bytes=" + whole.length / 2 + "-", server.requests().get(1));
    assertArrayEquals(whole, Files.readAllBytes(out.resolve(images().name() + ".gz")));
  }

  @Test
  void whatBreaksOffTooOftenIsKeptForTheNextCall() throws IOException {
    byte[] whole = compressed(content(images()));
    server.breakOff(whole.length / 5);
    String message = refusal();
    assertTrue(message.contains("the connection"), message);
    assertTrue(message.contains("bytes are kept, the same command goes on there"), message);
    assertEquals(List.of(images().name() + ".gz.part"), names());
    long kept = Files.size(out.resolve(images().name() + ".gz.part"));
    assertEquals(3L * (whole.length / 5), kept);
    server.breakOff(-1);
    int before = server.requests().size();
    fetch();
    assertTrue(server.requests().get(before).endsWith(" bytes=" + kept + "-"));
    assertEquals(4, names().size(), names().toString());
  }

  @Test
  void aServerWithoutRangesSendsAllAgain() throws IOException {
    byte[] whole = compressed(content(images()));
    Files.createDirectories(out);
    Files.write(out.resolve(images().name() + ".gz.part"), Arrays.copyOf(whole, 40));
    server.refuseRanges();
    fetch();
    assertArrayEquals(whole, Files.readAllBytes(out.resolve(images().name() + ".gz")));
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 1 << 20})
  void aBeginningOfSomethingElseIsLoadedAgain(int length) throws IOException {
    Files.createDirectories(out);
    byte[] other = new byte[length];
    new Random(3).nextBytes(other);
    Files.write(out.resolve(images().name() + ".gz.part"), other);
    fetch();
    byte[] whole = compressed(content(images()));
    assertArrayEquals(whole, Files.readAllBytes(out.resolve(images().name() + ".gz")));
    assertEquals(4, names().size(), names().toString());
  }

  @Test
  void aTruncatedFileIsRefused() throws IOException {
    byte[] whole = compressed(content(images()));
    server.put(images().name() + ".gz", Arrays.copyOf(whole, whole.length / 2));
    String message = refusal();
    assertTrue(message.contains(images().name() + ".gz: not the published file: "), message);
    assertTrue(message.contains("ends too early"), message);
    assertEquals(List.of(), names());
  }

  @Test
  void anotherContentOfTheSameShapeIsRefused() throws IOException {
    byte[] content = content(images());
    content[content.length - 1] ^= 1;
    server.put(images().name() + ".gz", compressed(content));
    String message = refusal();
    assertTrue(message.contains("SHA-256 of the content is "), message);
    assertTrue(message.contains(images().sha256()), message);
    assertEquals(List.of(), names());
  }

  @Test
  void aPageInsteadOfTheFileIsRefused() throws IOException {
    byte[] page = "<html>please log in to this network</html>".getBytes(StandardCharsets.US_ASCII);
    server.put(images().name() + ".gz", page);
    assertTrue(refusal().contains("an IDX file of bytes with 3 dimension(s) begins with"));
    assertEquals(List.of(), names());
  }

  @Test
  void moreThanThereCanBeIsNotTaken() throws IOException {
    server.put(images().name() + ".gz", new byte[(int) images().size() + (1 << 17)]);
    assertTrue(refusal().contains("too many"));
  }

  @Test
  void theNextMirrorIsTriedAndAllAreNamed() throws IOException {
    try (FileServer empty = FileServer.start()) {
      MnistArchive two = archive.from(List.of(empty.address(), server.address()));
      assertEquals(Origin.DOWNLOADED, two.fetch(out, DIRECT, (n, b, t) -> {}).get(0).origin());
      assertEquals(4, names().size(), names().toString());
      URI refused = unusedAddress();
      MnistArchive none = archive.from(List.of(empty.address(), refused));
      String message =
          assertThrows(
                  DownloadException.class,
                  () -> none.fetch(dir.resolve("x"), DIRECT, (n, b, t) -> {}))
              .getMessage();
      assertTrue(message.contains(empty.address() + " has no train-images"), message);
      assertTrue(message.contains(refused + "train-images-idx3-ubyte.gz: cannot connect"), message);
      assertEquals(1, message.lines().count(), message);
    }
  }

  private static URI unusedAddress() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return URI.create("http://localhost:" + socket.getLocalPort() + "/");
    }
  }

  @Test
  void otherFilesOfTheseNamesAreLeftAlone() throws IOException {
    Files.createDirectories(out);
    SyntheticDigits.write(out, MnistDigits.Part.TEST, 50, 12, true);
    String message = assertThrows(InvalidDataException.class, this::fetch).getMessage();
    assertTrue(message.contains("move it away or choose another directory"), message);
    assertEquals(List.of(), server.requests(), "found before anything is loaded");
    assertEquals(2, names().size());
  }

  @Test
  void twoDownloadsOfOneFileDoNotMix() throws IOException {
    Files.createDirectories(out);
    Path part = out.resolve(images().name() + ".gz.part");
    try (FileChannel other =
        FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      var lock = other.lock();
      assertTrue(refusal().contains("being written by another download"));
      lock.release();
    }
  }

  @Test
  void mirrorsMustBeWebAddresses() {
    assertEquals(URI.create("https://host/a/"), MnistArchive.mirror("https://host/a"));
    for (String bad : List.of("file:///tmp/", "localhost:8000", "mnist", "ftp://host/")) {
      assertThrows(IllegalArgumentException.class, () -> MnistArchive.mirror(bad), bad);
    }
  }

  @Test
  void thePublishedSetHasTheSizesOfMnist() {
    assertEquals(
        List.of(47_040_016L, 60_008L, 7_840_016L, 10_008L),
        MnistArchive.published().files().stream().map(Item::size).toList());
    assertTrue(
        MnistArchive.published().files().stream()
            .allMatch(i -> i.sha256().matches("[0-9a-f]{64}")));
  }
}
