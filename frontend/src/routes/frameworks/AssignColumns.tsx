import { useState } from "react";
import type { CatalogueField, CatalogueProposal } from "../../api/catalogues";
import { catalogueColumnsText } from "../../text/catalogueColumns";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Button, ButtonRow } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Select } from "../../ui/Select";
import { Table } from "../../ui/Table";
import { assigned, missingFields, namesToKeep, proposedAssignment } from "./columns";

/** The columns of a table with what stands in them, and the field that each is taken for. */
export function AssignColumns(props: {
  proposal: CatalogueProposal;
  busy: boolean;
  onAssign: (names: Record<string, string>) => void;
}) {
  const { proposal, busy, onAssign } = props;
  const text = useText(catalogueColumnsText);
  const [assignment, setAssignment] = useState(() => proposedAssignment(proposal));
  const missing = missingFields(proposal, assignment);
  const missingText =
    missing.length > 0 ? text.missing(missing.map((field) => text.fields[field])) : undefined;
  const choices = (Object.keys(text.fields) as CatalogueField[]).map((value) => ({
    value,
    label: proposal.required.includes(value) ? text.needed(text.fields[value]) : text.fields[value],
  }));
  return (
    <Card title={text.title}>
      <p className="kern-body ui-text">{text.lead}</p>
      <Table
        caption={text.table}
        captionHidden
        rows={proposal.columns}
        rowKey={({ name }) => name}
        columns={[
          { key: "name", header: text.column, cell: ({ name }) => name },
          {
            key: "samples",
            header: text.samples,
            cell: ({ samples }) => samples.filter((sample) => sample !== "").join(" · ") || "–",
          },
          {
            key: "field",
            header: text.field,
            cell: ({ name, attribute }) => (
              <Select
                label={text.fieldOf(name)}
                labelHidden
                value={assignment[name] ?? ""}
                empty={attribute ? text.asAttribute : text.nothing}
                choices={choices}
                onChange={(field) => setAssignment(assigned(assignment, name, field))}
              />
            ),
          },
        ]}
      />
      <div role="status">{missingText && <Alert tone="warning" title={missingText} />}</div>
      <ButtonRow>
        <Button
          variant="primary"
          busy={busy}
          disabledReason={missingText}
          onClick={() => onAssign(namesToKeep(proposal, assignment))}
        >
          {text.send}
        </Button>
      </ButtonRow>
    </Card>
  );
}
