import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Code, type CodeList, codesQuery } from "../api/codes";
import { useLanguage } from "../text/text";
import { Combobox } from "../ui/Combobox";
import type { FieldProps } from "../ui/FieldFrame";
import type { Choice } from "../ui/Select";
import type { Valued } from "../ui/TextField";
import { useLater } from "../ui/useLater";

interface CodeFieldProps extends FieldProps, Valued<string> {
  list: CodeList;
  placeholder?: string;
  /** What the pages call codes by themselves, also where no list was imported; offered first. */
  usual?: readonly Choice[];
}

/** A code of reference data, found by code or words of either language, or typed. */
export function CodeField({ list, usual = [], ...field }: CodeFieldProps) {
  const language = useLanguage();
  const later = useLater(150);
  const [q, setQ] = useState(field.value);
  const { data } = useQuery({ ...codesQuery(list, q.trim()), placeholderData: keepPreviousData });
  const label = (code: Code) => (language === "de" ? code.labelDe : code.labelEn);
  const found = data?.items ?? [];
  const typed = field.value.trim();
  const fits = (choice: Choice) =>
    typed === "" || `${choice.label} ${choice.value}`.toLowerCase().includes(typed.toLowerCase());
  const own = usual.filter(fits);
  const known = new Set(own.map((choice) => choice.value));
  const choices = [
    ...own.map((choice) => ({ ...choice, hint: choice.value })),
    ...found
      .filter(({ code }) => !known.has(code))
      .map((code) => ({ value: code.code, label: label(code), hint: code.code })),
  ];
  const chosen = choices.find((choice) => choice.value === typed);
  return (
    <Combobox
      {...field}
      choices={chosen ? choices.filter((choice) => choice !== chosen) : choices}
      meaning={chosen?.label}
      maxLength={100}
      onChange={(value) => {
        field.onChange(value);
        later(() => setQ(value));
      }}
    />
  );
}
