package main

import (
	"fmt"
	"slices"
	"strings"
)

// kind names a part's licences by their SPDX names, "" for one that is not known.
func kind(p part) string {
	var kinds []string
	for _, text := range p.texts {
		words := strings.Join(strings.Fields(text), " ")
		for _, k := range []struct{ name, says string }{
			{"MIT", "Permission is hereby granted, free of charge, to any person obtaining a copy of this software"},
			{"Apache-2.0", "Apache License Version 2.0"},
			{"BSD-3-Clause", "Neither the name of"},
			{"BSD-2-Clause", "Redistributions in binary form must reproduce"},
			{"Bitstream-Vera", "Bitstream Vera Fonts Copyright"}, {"OFL-1.1", "SIL OPEN FONT LICENSE"},
			{"Baekmuk", "Kim Jeong-Hwan All rights reserved"}, {"mplus", "M+ BITMAP FONTS"},
		} {
			if strings.Contains(words, k.says) {
				if !slices.Contains(kinds, k.name) {
					kinds = append(kinds, k.name)
				}
				break
			}
		}
	}
	return strings.Join(kinds, " and ")
}

// write makes the file: what there is, then each text once, below the names of those that it is for.
func write(parts []part) []byte {
	var b strings.Builder
	b.WriteString("Quartet is under the MIT licence, the first below. What is built into it, and what " +
		"recordings bring along, is\nunder the licences that follow. This file is made by go generate.\n\n")
	width := 0
	for _, p := range parts {
		width = max(width, len(p.name))
	}
	for _, p := range parts {
		fmt.Fprintf(&b, "%-*s  %s\n", width, p.name, kind(p))
	}
	for i, p := range parts {
		if slices.ContainsFunc(parts[:i], p.same) {
			continue
		}
		fmt.Fprintf(&b, "\n%s\n", strings.Repeat("=", 100))
		for _, other := range parts[i:] {
			if p.same(other) {
				fmt.Fprintf(&b, "%s\n", other.name)
			}
		}
		for _, text := range p.texts {
			fmt.Fprintf(&b, "%s\n%s", strings.Repeat("-", 100), text)
		}
	}
	return []byte(b.String())
}

// same reports whether two parts have the same texts.
func (p part) same(other part) bool { return slices.Equal(p.texts, other.texts) }
