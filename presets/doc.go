// Package presets is the shelf of scenes that come with Quartet.
//
// Each scene is a file of presets/scenes; its name without the ending is its name on the shelf. A scene belongs to the
// group that names it or its prefix; groups have a fixed order and the first one is the tour.
package presets
