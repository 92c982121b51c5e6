package io.vedette.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A person's first minutes: sign in, choose a password, see graphs gain points. */
class DashboardTests {
    private static final List<Path> BROWSERS = List.of(
            Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"), Path.of("/usr/bin/google-chrome"));

    private final Suite suite = Suite.shared();

    @Test
    void afterTheFirstSignInALiveGraphGainsPoints() {
        theFirstSessionIsGoodForANewPasswordOnly();
        Path screens = Path.of("target/screenshots");
        try (Playwright playwright =
                        Playwright.create(new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = playwright.chromium().launch(options())) {
            Page page = browser.newPage();
            List<String> errors = new ArrayList<>();
            page.onPageError(errors::add);
            page.navigate(suite.address() + "/");
            page.locator("#email").fill(suite.adminEmail());
            page.locator("#password").fill(suite.adminPassword());
            page.locator("#password").press("Enter");
            page.locator("#new-password").fill("a better password 1");
            page.locator("#new-password").press("Enter");

            Locator graph = page.locator("vedette-graph").first();
            assertThat(graph).isVisible();
            page.waitForFunction(
                    "() => [...document.querySelectorAll('vedette-graph')].some(g => Number(g.getAttribute('points')) > 0)");
            int before = points(page);
            page.screenshot(new ScreenshotOptions()
                    .setPath(screens.resolve("overview.png"))
                    .setFullPage(true));
            page.waitForFunction(
                    "before => [...document.querySelectorAll('vedette-graph')].reduce((n, g) => n + Number(g.getAttribute('points') || 0), 0) > before",
                    before);
            assertThat(points(page)).isGreaterThan(before);
            whoIsBehindIsShown(page, screens);
            assertThat(errors).isEmpty();
        }
    }

    private static void whoIsBehindIsShown(Page page, Path screens) {
        page.locator("a[href='#/feeds']").first().click();
        Locator readers = page.locator("vedette-readers tbody tr");
        assertThat(readers.filter(new Locator.FilterOptions().setHasText("stratcon")))
                .hasCount(1);
        assertThat(readers.filter(new Locator.FilterOptions().setHasText("streaming")))
                .containsText("up to date");
        page.screenshot(
                new ScreenshotOptions().setPath(screens.resolve("feeds.png")).setFullPage(true));
    }

    private void theFirstSessionIsGoodForANewPasswordOnly() {
        Answer signedIn = suite.door()
                .with(null)
                .post(
                        "/api/session",
                        "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(suite.adminEmail(), suite.adminPassword()));
        assertThat(signedIn.json(200).get("passwordChangeRequired").asBoolean()).isTrue();
        String cookie = signedIn.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict");
        String session = cookie.substring(0, cookie.indexOf(';'));
        Answer refused = suite.door().with(null).send("GET", "/v2/check_bundle", null, "Cookie", session);
        assertThat(refused.status()).isEqualTo(403);
        suite.door()
                .with(null)
                .post("/api/session", "{\"email\":\"%s\",\"password\":\"guess\"}".formatted(suite.adminEmail()))
                .expect(401);
    }

    private static int points(Page page) {
        return ((Number)
                        page.evaluate(
                                "() => [...document.querySelectorAll('vedette-graph')].reduce((n, g) => n + Number(g.getAttribute('points') || 0), 0)"))
                .intValue();
    }

    private static LaunchOptions options() {
        Path chromium = BROWSERS.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no Chromium found: install Debian's package chromium"));
        return new LaunchOptions()
                .setExecutablePath(chromium)
                .setArgs(List.of(
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync"));
    }
}
