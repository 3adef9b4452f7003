// Package page is the page of a scene: its moral, its goal, what to try, what cures it or what it cures, what check
// says at both grains, and where to go from it. It reads the program and the shelf alone and runs nothing: a key
// becomes an Intent.
package page
