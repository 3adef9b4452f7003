package command

import (
	"os"
	"runtime/debug"
	"strings"
	"testing"
)

// TestVersion reads the number from the changelog and the commit from the build.
func TestVersion(t *testing.T) {
	const making = "# Changelog\n\n## 0.2.0 (Unreleased)\n\n## 0.1.0\n"
	const released = "# Changelog\n\n## 0.2.0\n\n## 0.1.0\n"
	commit := debug.BuildSetting{Key: "vcs.revision", Value: "5c6cd540123456789"}
	changed := debug.BuildSetting{Key: "vcs.modified", Value: "true"}
	for _, c := range []struct {
		changelog string
		build     *debug.BuildInfo
		want      string
	}{
		{making, nil, "0.2.0-dev (source)"},
		{released, &debug.BuildInfo{}, "0.2.0 (source)"},
		{released, &debug.BuildInfo{Main: debug.Module{Version: "(devel)"}}, "0.2.0 (source)"},
		{released, &debug.BuildInfo{Main: debug.Module{Version: "v0.2.0"}}, "0.2.0 (module v0.2.0)"},
		{released, &debug.BuildInfo{Settings: []debug.BuildSetting{commit}}, "0.2.0 (commit 5c6cd54)"},
		{making, &debug.BuildInfo{Settings: []debug.BuildSetting{commit, changed}},
			"0.2.0-dev (commit 5c6cd54 with changes)"},
		{"", nil, "unknown (source)"},
	} {
		if got := Version(c.changelog, c.build); got != c.want {
			t.Errorf("%q of %v: %s, not %s", c.changelog, c.build, got, c.want)
		}
	}
}

// TestChangelogHasANumber keeps the newest heading one that --version can say.
func TestChangelogHasANumber(t *testing.T) {
	text, err := os.ReadFile("../../CHANGELOG.md")
	if err != nil {
		t.Fatal(err)
	}
	number := strings.TrimSuffix(newest(string(text)), "-dev")
	if parts := strings.Split(number, "."); len(parts) != 3 || strings.Trim(number, "0123456789.") != "" {
		t.Errorf("the newest heading of CHANGELOG.md begins with %q, not with a number such as 0.2.0", number)
	}
}

// TestCitationNamesTheRelease keeps CITATION.cff at the newest version that was released.
func TestCitationNamesTheRelease(t *testing.T) {
	changelog, err := os.ReadFile("../../CHANGELOG.md")
	if err != nil {
		t.Fatal(err)
	}
	citation, err := os.ReadFile("../../CITATION.cff")
	if err != nil {
		t.Fatal(err)
	}
	_, released, _ := strings.Cut(string(changelog), "\n## ")
	for strings.HasSuffix(newest("## "+released), "-dev") {
		_, released, _ = strings.Cut(released, "\n## ")
	}
	if want := "\nversion: " + newest("## "+released) + "\n"; !strings.Contains(string(citation), want) {
		t.Errorf("CITATION.cff lacks the line %q", strings.TrimSpace(want))
	}
}

// TestManualPage finds version, paragraphs and exit codes in the manual page, and no date but the commit's.
func TestManualPage(t *testing.T) {
	out, errs, code := run(t, Host{Version: "1.2.3 (source)"}, "man")
	if code != 0 || errs != "" {
		t.Fatal(code, errs)
	}
	for _, want := range []string{
		".TH QUARTET 1 \"\" \"Quartet 1.2.3 (source)\" \"Watch four queues run a kernel\"\n",
		"is named by the shelf's name or an unambiguous beginning of it",
		".SH EXIT STATUS\n",
		"\\fBcheck\\fP SCENE\n",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in\n%s", want, out)
		}
	}
	if out, _, _ = run(t, Host{Built: "2026-11-28"}, "man"); !strings.HasPrefix(out, ".TH QUARTET 1 \"2026-11-28\" ") {
		t.Errorf("it begins with %.60q", out)
	}
}
