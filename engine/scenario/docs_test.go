package scenario_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/program"
)

// The page about NanoOs lists the rules in which the sets differ, each with its tokens, and names scenes that exist.
func TestDocs(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "nanoos.md"))
	if err != nil {
		t.Fatal(err)
	}
	var sets []program.Rules
	for _, name := range []string{"textbook", "nanoos", "nanoos-2026"} {
		set, ok := program.Ruleset(name)
		if !ok {
			t.Fatal(name)
		}
		sets = append(sets, set)
	}
	for _, rule := range program.AllRules() {
		row := []string{"| `" + rule.String() + "`"}
		for _, set := range sets {
			row = append(row, rule.TokenName(set[rule]))
		}
		text := strings.Join(row, " | ") + " |"
		same := sets[0][rule] == sets[1][rule] && sets[1][rule] == sets[2][rule]
		if !same && !strings.Contains(string(page), text) {
			t.Errorf("no row %s", text)
		}
	}
	for _, name := range program.RulesetNames() {
		row := "| `" + name + "` | " + program.RulesetMeaning(name) + " |"
		if program.RulesetDated(name) && !strings.Contains(string(page), row) {
			t.Errorf("no row of %s: %s", name, program.RulesetMeaning(name))
		}
	}
	for _, name := range regexp.MustCompile("`(nanoos-[qs]?[0-9][a-z0-9-]*)`").FindAllStringSubmatch(string(page), -1) {
		if _, isSet := program.Ruleset(name[1]); isSet || name[1] == "nanoos-01" || name[1] == "nanoos-19" {
			continue
		}
		if _, err := os.Stat(filepath.Join("..", "..", "presets", "scenes", name[1]+".scene")); err != nil {
			t.Error(err)
		}
	}
}
