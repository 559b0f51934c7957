import { editDate } from "../../../lib/date";
import { editMoney } from "../../../lib/money";
import { formatNumber } from "../../../lib/quantity";
import { runsText } from "../../../text/runs";
import { useLanguage, useText } from "../../../text/text";
import { ParsedField } from "../../../ui/ParsedField";
import { Select } from "../../../ui/Select";
import { readParticipation } from "./participants";
import type { ParticipationColumn } from "./scheme";

/** One cell of the table of members. */
export function MemberCell(props: {
  column: ParticipationColumn;
  label: string;
  value: string;
  groups: readonly string[];
  error: string | undefined;
  onChange: (value: string) => void;
}) {
  const { column, label, value, groups, error, onChange } = props;
  const text = useText(runsText).new;
  const language = useLanguage();
  if (column === "group") {
    return (
      <Select
        label={label}
        labelHidden
        empty={text.noGroup}
        choices={[...new Set(groups)].map((name) => ({ value: name, label: name }))}
        value={value}
        error={error}
        onChange={onChange}
      />
    );
  }
  const edit = {
    weight: (server: string) => formatNumber(server, language),
    from: (server: string) => editDate(server, language),
    to: (server: string) => editDate(server, language),
    floor: (server: string) => editMoney(server, language),
    cap: (server: string) => editMoney(server, language),
  }[column];
  return (
    <ParsedField
      label={label}
      labelHidden
      figures
      inputMode={column === "from" || column === "to" ? "numeric" : "decimal"}
      value={value}
      error={error}
      parse={(typed) => {
        const read = readParticipation(column, typed, language);
        return read === typed && edit(read) === read ? null : read;
      }}
      edit={edit}
      onChange={(typed) => onChange(typed.trim() === "" ? "" : typed)}
    />
  );
}
