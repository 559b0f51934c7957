import { type ReactNode, useState } from "react";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { type Column, Table } from "../../ui/Table";

interface RecordsProps<Row> {
  /** The id of the heading. */
  id: string;
  text: { title: string; lead: string; list: string; none: string; open: string };
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  /** Whether one more may be recorded. */
  mayAdd: boolean;
  /** The title of the dialog, if it is not the words on the button. */
  dialogTitle?: string;
  /** The form of the dialog, which closes it. */
  addForm: (onClose: () => void) => ReactNode;
  /** What else one does with a record. */
  children: ReactNode;
}

/** What is recorded of a supplier as a table, and the dialog in which one more is recorded. */
export function Records<Row extends { id: string }>(props: RecordsProps<Row>) {
  const { id, text, rows, columns, mayAdd, dialogTitle, addForm, children } = props;
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <section className="ui-section" aria-labelledby={id}>
      <h2 id={id} className="kern-heading-medium">
        {text.title}
      </h2>
      <p className="kern-body">{text.lead}</p>
      <Table
        caption={text.list}
        captionHidden
        rows={rows}
        rowKey={(row) => row.id}
        columns={columns}
        empty={<p className="kern-body">{text.none}</p>}
      />
      {mayAdd && (
        <div>
          <Button small onClick={() => setOpen(true)}>
            {text.open}
          </Button>
        </div>
      )}
      <Dialog open={open} title={dialogTitle ?? text.open} onClose={close}>
        {addForm(close)}
      </Dialog>
      {children}
    </section>
  );
}
