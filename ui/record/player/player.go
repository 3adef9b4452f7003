// Package player holds what a recording's page is made of: asciinema-player 3.17.0 of the npm
// registry, unchanged, by Marcin Kulik under the Apache License 2.0, and the page's own style and
// script.
package player

import (
	"embed"
	"fmt"
	"strings"
)

// Name and Licence name the player as its page credits it.
const (
	Name    = "asciinema-player 3.17.0"
	Licence = "Apache License 2.0"
)

// Script is the player, as its package gives it.
//
//go:embed asciinema-player.min.js
var Script string

// Style is the player's style sheet.
//
//go:embed asciinema-player.css
var Style string

//go:embed LICENSE.*
var licences embed.FS

// LicenceTexts returns the whole licences of the player and of the libraries that are built into it, as its package
// names them.
func LicenceTexts() string {
	files, err := licences.ReadDir(".")
	if err != nil {
		panic(err) // they are in the program
	}
	var b strings.Builder
	for _, f := range files {
		text, err := licences.ReadFile(f.Name())
		if err != nil {
			panic(err)
		}
		fmt.Fprintf(&b, "%s\n\n%s\n", strings.TrimPrefix(f.Name(), "LICENSE."), text)
	}
	return b.String()
}

// Page is the script of the page around the player.
//
//go:embed page.js
var Page string

// PageStyle is the page's style sheet.
//
//go:embed page.css
var PageStyle string
