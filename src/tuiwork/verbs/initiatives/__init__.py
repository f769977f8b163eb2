"""What people do with initiatives: begin them, take them through their stages, record and learn."""
