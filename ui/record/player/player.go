// Package player holds what a recording's page is made of: asciinema-player 3.17.0 of the npm
// registry, unchanged, by Marcin Kulik under the Apache License 2.0, and the page's own style and
// script.
package player

import _ "embed" // the files below

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

// LicenceText is the whole licence of both.
//
//go:embed LICENSE.asciinema-player
var LicenceText string

// Page is the script of the page around the player.
//
//go:embed page.js
var Page string

// PageStyle is the page's style sheet.
//
//go:embed page.css
var PageStyle string
