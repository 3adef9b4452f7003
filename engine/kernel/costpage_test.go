package kernel_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/kernel"
	"github.com/quartet-os/quartet/engine/program"
)

// costPage is the table of docs/nanoos.md, as the inspector adds it up.
func costPage() string {
	rules, _ := program.Ruleset("nanoos")
	words, parts := kernel.Words(), kernel.Parts(rules)
	var b strings.Builder
	fmt.Fprintf(&b, "| part | %s | %s | |\n|---|---|---|---|\n", words[0].Name, words[1].Name)
	for i := range parts {
		p, since := &parts[i], ""
		switch {
		case p.Once:
			since = "new, once for all coroutines"
		case p.Added:
			since = "new"
		}
		if p.Size(words[0]) > 0 {
			fmt.Fprintf(&b, "| %s | %d | %d | %s |\n", p.Name, p.Size(words[0]), p.Size(words[1]), since)
		}
	}
	small, smallNew := kernel.Cost(parts, words[0])
	large, largeNew := kernel.Cost(parts, words[1])
	fmt.Fprintf(&b, "| **a coroutine** | **%d** | **%d** | %d and %d of them new |\n", small, large, smallNew, largeNew)
	return b.String()
}

// TestTheDocsSayWhatItCosts keeps the page and the inspector together.
func TestTheDocsSayWhatItCosts(t *testing.T) {
	page, err := os.ReadFile("../../docs/nanoos.md")
	if err != nil {
		t.Fatal(err)
	}
	if want := costPage(); !strings.Contains(string(page), want) {
		t.Errorf("docs/nanoos.md does not have this table:\n%s", want)
	}
	if stack := fmt.Sprintf("from %d to %d bytes", kernel.StackBefore,
		kernel.StackNow); !strings.Contains(string(page), stack) {
		t.Errorf("docs/nanoos.md does not say %q", stack)
	}
}
