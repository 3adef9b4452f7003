package measure

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"strconv"
)

// A point of a sweep can be written as JSON and read again without any loss, so that a sweep can be made in parts.
// Fields have the names that they have in Go. JSON has no numbers for what is not known, which is null here, and for
// what has no end.

// pointLine is a point with what is not for others to see.
type pointLine struct {
	Point Point
	Since string
}

// Line writes the point as one JSON object.
func (p *Point) Line() []byte {
	var b bytes.Buffer
	appendValue(&b, reflect.ValueOf(pointLine{*p, p.since}))
	return b.Bytes()
}

// ReadPoint reads what Line has written.
func ReadPoint(line []byte) (Point, error) {
	d := json.NewDecoder(bytes.NewReader(line))
	d.UseNumber()
	var read any
	if err := d.Decode(&read); err != nil {
		return Point{}, err
	}
	var out pointLine
	if err := setValue(reflect.ValueOf(&out).Elem(), read); err != nil {
		return Point{}, err
	}
	out.Point.since = out.Since
	return out.Point, nil
}

// appendValue writes a value that is made of structs, lists, pointers, texts, truths and numbers.
func appendValue(b *bytes.Buffer, v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		comma := byte('{')
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() {
				b.WriteByte(comma)
				fmt.Fprintf(b, "%q:", f.Name)
				appendValue(b, v.Field(i))
				comma = ','
			}
		}
		if comma == '{' {
			b.WriteByte('{')
		}
		b.WriteByte('}')
	case reflect.Slice:
		if v.IsNil() {
			b.WriteString("null")
			return
		}
		b.WriteByte('[')
		for i := range v.Len() {
			if i > 0 {
				b.WriteByte(',')
			}
			appendValue(b, v.Index(i))
		}
		b.WriteByte(']')
	case reflect.Pointer:
		if v.IsNil() {
			b.WriteString("null")
			return
		}
		appendValue(b, v.Elem())
	case reflect.Float64:
		appendFloat(b, v.Float())
	default: // texts, truths, whole numbers
		text, _ := json.Marshal(v.Interface())
		b.Write(text)
	}
}

func appendFloat(b *bytes.Buffer, x float64) {
	switch {
	case math.IsNaN(x):
		b.WriteString("null")
	case math.IsInf(x, 0):
		fmt.Fprintf(b, "%q", strconv.FormatFloat(x, 'g', -1, 64))
	default:
		b.WriteString(strconv.FormatFloat(x, 'g', -1, 64))
	}
}

// setValue sets a value to what was read from JSON. The error names the field that does not fit.
func setValue(v reflect.Value, read any) error {
	switch v.Kind() {
	case reflect.Struct:
		return setFields(v, read)
	case reflect.Slice:
		if read == nil {
			return nil
		}
		all, ok := read.([]any)
		if !ok {
			return fmt.Errorf("a list is missing")
		}
		v.Set(reflect.MakeSlice(v.Type(), len(all), len(all)))
		for i, one := range all {
			if err := setValue(v.Index(i), one); err != nil {
				return err
			}
		}
		return nil
	case reflect.Pointer:
		if read == nil {
			return nil
		}
		v.Set(reflect.New(v.Type().Elem()))
		return setValue(v.Elem(), read)
	case reflect.Float64:
		return setFloat(v, read)
	}
	text, err := json.Marshal(read)
	if err == nil {
		err = json.Unmarshal(text, v.Addr().Interface())
	}
	return err
}

func setFields(v reflect.Value, read any) error {
	fields, ok := read.(map[string]any)
	if !ok {
		return fmt.Errorf("an object is missing")
	}
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if !f.IsExported() {
			continue
		}
		one, found := fields[f.Name]
		if !found {
			return fmt.Errorf("the field %s is missing", f.Name)
		}
		if err := setValue(v.Field(i), one); err != nil {
			return fmt.Errorf("%s: %w", f.Name, err)
		}
	}
	return nil
}

func setFloat(v reflect.Value, read any) error {
	text := "NaN"
	switch x := read.(type) {
	case nil:
	case json.Number:
		text = x.String()
	case string:
		text = x
	default:
		return fmt.Errorf("a number is missing")
	}
	x, err := strconv.ParseFloat(text, 64)
	v.SetFloat(x)
	return err
}
