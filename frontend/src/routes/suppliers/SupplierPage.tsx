import { supplierRoute } from "./routes";
import { SupplierView } from "./SupplierView";

/** One supplier, for those who oversee. */
export function SupplierPage() {
  const { id } = supplierRoute.useParams();
  return <SupplierView id={id} />;
}
