package presets_test

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/presets"
)

func TestMain(m *testing.M) { os.Exit(effort.Run(m)) }

func TestNamesStandGroupByGroup(t *testing.T) {
	names := presets.Names()
	if len(names) == 0 || names[0] != "bounded-buffer" {
		t.Fatalf("the tour's first scene is %q", names)
	}
	var groups []string
	for _, g := range presets.Groups() {
		groups = append(groups, g.Name)
	}
	at, seen := 0, map[string]bool{}
	for i, e := range presets.List() {
		if e.Name != names[i] || seen[e.Name] {
			t.Fatalf("entry %d is %s, name %d is %s", i, e.Name, i, names[i])
		}
		seen[e.Name] = true
		now := slices.Index(groups, e.Group)
		if now < at {
			t.Fatalf("%s of group %q comes after group %q", e.Name, e.Group, groups[at])
		}
		at = now
	}
}

func TestSourceByBeginning(t *testing.T) {
	for _, name := range presets.Names() {
		file, text, err := presets.Source(name)
		if err != nil || file != name+".scene" ||
			!strings.Contains(text, "package "+strings.ReplaceAll(name, "-", "_")) {
			t.Errorf("%s: %s %v; a scene's package is named as its file", name, file, err)
		}
	}
	for _, typed := range []string{"bounded", "BOUNDED-Buffer", "bounded-buffer.scene", " bounded-buf "} {
		if file, _, err := presets.Source(typed); err != nil || file != "bounded-buffer.scene" {
			t.Errorf("%q gives %q, %v", typed, file, err)
		}
	}
}

func TestUnknownNamesAreMet(t *testing.T) {
	for _, c := range []struct {
		typed     string
		near      string
		ambiguous bool
	}{
		{"buonded-buffer", "bounded-buffer", false},
		{"boundedbuffer", "bounded-buffer", false},
		{"queue-of-five", "mutex-queue-of-five", false},
		{"philosophers", "deadlock-philosophers", false},
		{"timed", "timed-wait", true},
		{"", "", true},
		{"xyzzy", "", false},
	} {
		_, _, err := presets.Source(c.typed)
		var unknown *presets.UnknownError
		if !errors.As(err, &unknown) {
			t.Errorf("%q: %v", c.typed, err)
			continue
		}
		if c.typed != "" && unknown.Ambiguous != c.ambiguous || c.near != "" && !strings.Contains(err.Error(), c.near) {
			t.Errorf("%q: %v", c.typed, err)
		}
	}
	_, _, err := presets.Source(strings.Repeat("x", 100_000))
	if err == nil || len(err.Error()) > 300 {
		t.Error("a very long name makes a very long error")
	}
}

// TestANumberWithoutItsZero: lecture-7 means those of question 07.
func TestANumberWithoutItsZero(t *testing.T) {
	for typed, want := range map[string]string{"lecture-7": "lecture-07", "lecture-9b": "lecture-09b"} {
		_, err := presets.Find(typed)
		if err == nil || !strings.Contains(err.Error(), "did you mean "+want) {
			t.Errorf("%s: %v", typed, err)
		}
	}
}
