package player

import (
	"strings"
	"testing"
)

// TestLicenceTexts finds the licence of the player and of each library that is built into it.
func TestLicenceTexts(t *testing.T) {
	text := LicenceTexts()
	for _, want := range []string{
		"asciinema-player\n\n", "Copyright 2011-2021 Marcin Kulik", "solid-js\n\n", "2016-2025 Ryan Carniato",
		"solid-transition-group\n\n", "2020-2021 Ryan Carniato", "solid-primitives\n\n",
		"Solid Primitives Working Group", "babel-runtime\n\n", "Sebastian McKenzie",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in the licences of the player", want)
		}
	}
}
