package org.ntkasymptotics.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ntkasymptotics.data.FileServer;
import org.ntkasymptotics.data.SyntheticDigits;

/** {@code ntk data mnist} from the outside; what it downloads is judged in MnistArchiveTest. */
@Timeout(60)
class DataCommandTest {
  @TempDir Path dir;

  private CommandLineSession run(String... more) {
    String[] args = new String[5 + more.length];
    String[] first = {"data", "mnist", "--quiet", "--out", dir.resolve("out").toString()};
    System.arraycopy(first, 0, args, 0, first.length);
    System.arraycopy(more, 0, args, first.length, more.length);
    return CommandLineSession.run(args);
  }

  private static String refusal(int code, CommandLineSession session) {
    String err = session.refusal(code);
    assertTrue(err.startsWith("ntk data mnist: "), err);
    return err;
  }

  @Test
  void withoutANetworkThereIsOneLineAndExitOne() {
    // Names under .invalid never exist (RFC 2606).
    String err = refusal(1, run("--from", "http://nowhere.invalid/"));
    assertTrue(err.contains("http://nowhere.invalid/train-images-idx3-ubyte.gz: "), err);
  }

  @Test
  void aServerWithoutTheFilesIsExitOne() throws IOException {
    try (FileServer server = FileServer.start()) {
      String err = refusal(1, run("--from", server.address().toString()));
      assertTrue(err.contains(server.address() + " has no train-images-idx3-ubyte.gz"), err);
    }
  }

  @Test
  void otherDigitsAreNotTakenForMnist() throws IOException {
    Path source = Files.createDirectories(dir.resolve("source"));
    SyntheticDigits.write(source, 50, 28);
    try (FileServer server = FileServer.start()) {
      String name = "train-images-idx3-ubyte";
      server.put(name, Files.readAllBytes(source.resolve(name)));
      String err = refusal(1, run("--from", server.address().toString()));
      assertTrue(err.contains("not the published file: SHA-256 of the content is"), err);
    }
    try (var files = Files.list(dir.resolve("out"))) {
      assertEquals(0, files.count(), "nothing unchecked is left");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mnist", "ftp://host/", "http://", "::", "a b"})
  void aMirrorThatIsNoAddressIsExitTwo(String mirror) {
    String err = refusal(2, run("--from", mirror));
    assertTrue(err.contains("--from: expected an address such as https://"), err);
    assertFalse(Files.exists(dir.resolve("out")));
  }

  @Test
  void filesInTheWayAreExitTwo() throws IOException {
    SyntheticDigits.write(Files.createDirectories(dir.resolve("out")), 50, 28);
    String err = refusal(2, run("--from", "http://nowhere.invalid/"));
    assertTrue(err.contains("move it away or choose another directory"), err);
  }

  @Test
  void aDirectoryThatCannotBeMadeIsExitOne() throws IOException {
    Files.writeString(dir.resolve("out"), "a file");
    String err = refusal(1, run("--from", "http://nowhere.invalid/"));
    assertTrue(err.contains("cannot make the directory"), err);
  }

  @Test
  void dataAloneShowsWhatThereIs() {
    CommandLineSession session = CommandLineSession.run("data");
    assertEquals(2, session.code());
    assertTrue(session.err().contains("mnist"), session.err());
    assertEquals(2, CommandLineSession.run("data", "cifar").code());
    CommandLineSession help = CommandLineSession.run("data", "mnist", "--help");
    assertEquals(0, help.code());
    assertTrue(help.out().contains("--from"), help.out());
    assertTrue(help.out().lines().allMatch(l -> l.length() <= 80), help.out());
  }
}
