// Collect writes the licences of all that a built Quartet holds into one file. It asks the go command which modules the
// program links on each system and reads their licences from the module cache.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// program is the package whose modules are collected.
const program = "github.com/quartet-os/quartet"

func main() {
	out := flag.String("o", "licences.txt", "the file to write")
	check := flag.Bool("check", false, "write nothing; fail if the file is not what would be written")
	flag.Parse()
	if err := run(*out, *check); err != nil {
		fmt.Fprintln(os.Stderr, "collect:", err)
		os.Exit(1)
	}
}

func run(out string, check bool) error {
	parts, err := collect()
	if err != nil {
		return err
	}
	text := write(parts)
	if !check {
		return os.WriteFile(out, text, 0o644)
	}
	if there, err := os.ReadFile(out); err != nil || !bytes.Equal(there, text) {
		return errors.Join(err, fmt.Errorf("%s is stale; go generate ./ui/command/licences writes it anew", out))
	}
	return nil
}

// part is something with a licence of its own.
type part struct {
	name  string // with its version
	files []string
	texts []string // of the files
}

// collect gathers Quartet itself, the standard library, the modules and what is brought along as files.
func collect() ([]part, error) {
	root, err := golang("list", "-m", "-f", "{{.Dir}}")
	if err != nil {
		return nil, err
	}
	goroot, err := golang("env", "GOROOT")
	if err != nil {
		return nil, err
	}
	player := filepath.Join(root, "ui", "record", "player")
	parts := []part{
		{name: "Quartet", files: []string{filepath.Join(root, "LICENSE")}},
		{name: "The Go standard library and runtime", files: licenceFiles(goroot)},
	}
	modules, err := linked()
	if err != nil {
		return nil, err
	}
	for i := range modules {
		if strings.HasPrefix(modules[i].name, "github.com/go-fonts/dejavu ") {
			modules[i].name += " (the letters of pictures)"
		}
	}
	parts = append(parts, modules...)
	raster := filepath.Join(root, "ui", "record", "raster")
	parts = append(parts, part{name: "The fonts in bitmapfont 4.1.0, for letters that DejaVu lacks", files: []string{
		filepath.Join(raster, "LICENSE.bitmapfont"), filepath.Join(raster, "LICENSE.baekmuk"),
		filepath.Join(raster, "LICENSE.mplus")}})
	for _, p := range []struct{ name, file string }{
		{"asciinema-player 3.17.0, in recorded pages", "LICENSE.asciinema-player"},
		{"solid-js, in asciinema-player", "LICENSE.solid-js"},
		{"solid-transition-group, in asciinema-player", "LICENSE.solid-transition-group"},
		{"solid-primitives, in asciinema-player", "LICENSE.solid-primitives"},
		{"babel runtime, in asciinema-player", "LICENSE.babel-runtime"},
	} {
		parts = append(parts, part{name: p.name, files: []string{filepath.Join(player, p.file)}})
	}
	return parts, read(parts)
}

// linked lists the modules that the program links on any of the systems that archives are made for.
func linked() ([]part, error) {
	found := map[string]string{}
	for _, system := range []string{"linux", "darwin", "windows"} {
		for _, cpu := range []string{"amd64", "arm64"} {
			list, err := golang("list", "-deps", "-f",
				"{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}\t{{.Dir}}{{end}}{{end}}", program,
				"GOOS="+system, "GOARCH="+cpu, "CGO_ENABLED=0")
			if err != nil {
				return nil, err
			}
			for line := range strings.Lines(list) {
				if name, dir, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
					found[name] = dir
				}
			}
		}
	}
	var parts []part
	for name, dir := range found {
		parts = append(parts, part{name: name, files: licenceFiles(dir)})
	}
	slices.SortFunc(parts, func(a, b part) int { return strings.Compare(a.name, b.name) })
	return parts, nil
}

// golang asks the go command. Arguments with an equals sign at the end are its environment.
func golang(args ...string) (string, error) {
	env := os.Environ()
	for strings.Contains(args[len(args)-1], "=") && !strings.Contains(args[len(args)-1], "{{") {
		env, args = append(env, args[len(args)-1]), args[:len(args)-1]
	}
	c := exec.Command("go", args...)
	c.Env, c.Stderr = env, os.Stderr
	out, err := c.Output()
	if err != nil {
		return "", fmt.Errorf("go %s: %w", strings.Join(args, " "), err)
	}
	return strings.TrimSpace(string(out)), nil
}

// licenceFiles lists the files of a folder that hold a licence or belong to one.
func licenceFiles(dir string) []string {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil // a part without a licence is an error of its own
	}
	var files []string
	for _, e := range entries {
		name := strings.ToLower(e.Name())
		for _, kind := range []string{"licen", "copying", "notice", "patents"} {
			if !e.IsDir() && strings.HasPrefix(name, kind) {
				files = append(files, filepath.Join(dir, e.Name()))
				break
			}
		}
	}
	return files
}

// read reads the texts. A part without any must not be built in.
func read(parts []part) error {
	for i := range parts {
		for _, file := range parts[i].files {
			text, err := os.ReadFile(file)
			if err != nil {
				return err
			}
			parts[i].texts = append(parts[i].texts, tidy(string(text)))
		}
		if len(parts[i].texts) == 0 {
			return fmt.Errorf("%s has no licence", parts[i].name)
		}
		if kind(parts[i]) == "" {
			return fmt.Errorf("%s has a licence of an unknown kind; teach collect its name", parts[i].name)
		}
	}
	return nil
}

// tidy gives every text the same line ends.
func tidy(text string) string {
	var lines []string
	for line := range strings.Lines(strings.ReplaceAll(text, "\r\n", "\n")) {
		lines = append(lines, strings.TrimRight(line, " \t\n\f"))
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n") + "\n"
}
